/** Where to go once signed in: an address of this studio, whatever the query says. */
export function nextAddress(query: string, origin: string): string {
  const wanted = new URLSearchParams(query).get('next') ?? '/';
  const url = URL.parse(wanted, origin);
  if (!wanted.startsWith('/') || url?.origin !== origin || url.pathname === '/login') return '/';
  return `${url.pathname}${url.search}`;
}
