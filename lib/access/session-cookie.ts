import 'server-only';

/** How long a person stays signed in. */
export const sessionMs = 30 * 24 * 60 * 60_000;

const name = 'firstframe-session';
/** Under this prefix a browser takes the cookie over TLS alone, for this very host (RFC 6265bis §4.1.3.2). */
const secureName = `__Host-${name}`;

/** Nobody has more, unless somebody else put them there. */
const mostSessions = 3;

/**
 * The sessions that a `Cookie` header carries: one, where no program on another port of the same host has put a second
 * one before it. The one that TLS vouches for comes first.
 */
export function readSessionCookies(header: string | null): string[] {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='));
  const find = (wanted: string) => pairs.filter(([key]) => key === wanted).map(([, value = '']) => value);
  return [...find(secureName), ...find(name)]
    .filter((value) => /^[\w-]{43}$/.test(value))
    .slice(0, mostSessions);
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
