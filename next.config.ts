import type { NextConfig } from 'next';

const config: NextConfig = {
  // Native modules and packages that find their own files at run time cannot be bundled.
  serverExternalPackages: ['sharp', 'pino', 'undici', 'busboy', 'kysely'],
  poweredByHeader: false,
  images: { unoptimized: true },
  devIndicators: false,
  turbopack: {
    resolveAlias: {
      // Messages come compiled (`app/compiled-messages.ts`), so the page needs no parser for them.
      'use-intl/format-message': 'use-intl/format-message/format-only',
    },
  },
};

export default config;
