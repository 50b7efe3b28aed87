import type { MetadataRoute } from 'next';

/** What a browser installs. The pictures are made by `scripts/icons/draw-icons.mjs`. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: '/',
    name: 'Firstframe',
    short_name: 'Firstframe',
    description: 'A self-hosted studio for video-generation APIs.',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#12110f',
    theme_color: '#12110f',
    categories: ['photo', 'productivity'],
    icons: [
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    ],
  };
}
