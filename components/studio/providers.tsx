'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { IntlProvider } from 'use-intl';

type ProvidersProps = {
  language: string;
  messages: Record<string, unknown>;
  children: ReactNode;
};

/** What every component may ask for: the server's data, the language. */
export function Providers({ language, messages, children }: ProvidersProps) {
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
        {children}
      </IntlProvider>
    </QueryClientProvider>
  );
}
