import 'server-only';

/** Ends of addresses that people copy out of a page of examples, in place of the base URL. The longest comes first. */
const endpointTails = [
  '/videos/generations',
  '/video/generations',
  '/chat/completions',
  '/videos',
  '/models',
];

/** What keeps a text from being a base URL, in words that follow its name; `null` where it is one. */
export function findBaseUrlFault(pasted: string): string | null {
  const url = URL.parse(pasted.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return 'must be an http or https URL';
  if (url.username || url.password) return 'must not hold a user name or a password';
  return null;
}

/**
 * A base URL as people paste it (with or without `/v1`, with slashes or an endpoint behind it) as the one that paths
 * are put behind. `basePath` is taken where it names a host only. Throws a TypeError for what is no URL.
 */
export function normaliseBaseUrl(pasted: string, basePath = '/v1'): string {
  const { origin, pathname } = new URL(pasted.trim());
  let path = pathname.replace(/\/+$/, '');
  for (;;) {
    const tail = path === basePath ? undefined : endpointTails.find((end) => path.endsWith(end));
    if (tail === undefined) return `${origin}${path || basePath}`;
    path = path.slice(0, -tail.length).replace(/\/+$/, '');
  }
}
