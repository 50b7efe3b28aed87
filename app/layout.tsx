import './globals.css';
import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { Providers } from '@/components/studio/providers';
import { compiledMessages } from './compiled-messages';
import { readLanguage } from './language';
import { readNonce } from './nonce';
import { pressScript } from './press-script';
import { themeScript } from './theme-script';

export const metadata: Metadata = {
  title: 'Firstframe',
  description: 'A self-hosted studio for video-generation APIs.',
  referrer: 'no-referrer',
  // Once one is named here, Next.js links none of its own.
  icons: { icon: { url: '/icon.svg', type: 'image/svg+xml' }, apple: '/icons/apple-180.png' },
  appleWebApp: { capable: true, title: 'Firstframe', statusBarStyle: 'default' },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  interactiveWidget: 'resizes-content',
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: dark)', color: '#12110f' },
    { media: '(prefers-color-scheme: light)', color: '#fbfaf9' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [language, nonce] = await Promise.all([readLanguage(), readNonce()]);
  return (
    // The theme is set on this element before the page is drawn, so the server cannot know it.
    <html lang={language} className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body>
        {/* A browser shows no page its nonce, so what it has is never what the server wrote. */}
        <script nonce={nonce} suppressHydrationWarning>
          {themeScript}
        </script>
        <script nonce={nonce} suppressHydrationWarning>
          {pressScript}
        </script>
        <Providers language={language} messages={compiledMessages[language]}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
