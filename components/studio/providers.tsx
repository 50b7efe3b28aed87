'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ThemeProvider } from 'next-themes';
import { type ReactNode, useState } from 'react';
import { IntlProvider } from 'use-intl';

type ProvidersProps = {
  language: string;
  messages: Record<string, unknown>;
  /** By which the script may run that sets the theme before the page is drawn. */
  nonce: string | undefined;
  children: ReactNode;
};

/** What every component may ask for: the server's data, the language, the theme. */
export function Providers({ language, messages, nonce, children }: ProvidersProps) {
  const [queryClient] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            // A browser that is offline still reaches a studio on its own machine.
            networkMode: 'always',
            retryDelay: (count) => Math.min(5_000, 500 * 2 ** count),
          },
        },
      }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <IntlProvider
        locale={language}
        messages={messages}
        timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
      >
        <ThemeProvider
          attribute="data-theme"
          defaultTheme="system"
          enableSystem
          disableTransitionOnChange
          nonce={nonce}
        >
          {children}
        </ThemeProvider>
      </IntlProvider>
    </QueryClientProvider>
  );
}
