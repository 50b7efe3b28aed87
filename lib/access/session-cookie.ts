import 'server-only';

/** How long a person stays signed in. */
export const sessionMs = 30 * 24 * 60 * 60_000;

const name = 'firstframe-session';
/** Under this prefix a browser takes the cookie over TLS alone, for this very host (RFC 6265bis §4.1.3.2). */
const secureName = `__Host-${name}`;

/** The session that a `Cookie` header carries. */
export function readSessionCookie(header: string | null): string | null {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='));
  const find = (wanted: string) => pairs.find(([key]) => key === wanted)?.[1];
  const value = find(secureName) ?? find(name);
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : null;
}

/**
 * The `Set-Cookie` that begins a session, or ends it where it is `null`. No script can read it, and no page of another
 * site makes a browser send it.
 */
export function sessionCookie(session: string | null, { isSecure }: { isSecure: boolean }): string {
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Strict', `Max-Age=${session ? sessionMs / 1_000 : 0}`];
  if (isSecure) attributes.push('Secure');
  return [`${isSecure ? secureName : name}=${session ?? ''}`, ...attributes].join('; ');
}
