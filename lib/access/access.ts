import 'server-only';
import { StudioError } from '@/lib/errors';
import type { Asked, Grant } from '@/lib/grant';
import { readFields } from '@/lib/read-fields';
import type { AccessStore, StoredToken } from './access-store';
import { openAttempts } from './attempts';
import { hashSecret, isSameText, newSecret, tokenPrefix } from './secret-text';
import { readSessionCookies, sessionCookie, sessionMs } from './session-cookie';
import { signInRequest } from './tokens';
import type { Session } from './wire';

export type Access = ReturnType<typeof openAccess>;

type Given = {
  store: AccessStore;
  /** The access token of the environment; without one the studio serves its own machine alone. */
  accessToken: string | null;
  /** Unix milliseconds. */
  now: () => number;
};

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
/** As many letters as cannot be guessed, however often one may try. */
const unguessableLength = 32;

const wrong = () =>
  new StudioError(
    'unauthorized',
    'The access token is missing or wrong. Send it as "Authorization: Bearer …".',
  );

/** The token in an `Authorization: Bearer …` (RFC 6750 §2.1). */
function bearerToken(header: string | null): string | null {
  return /^bearer +(\S+)\s*$/i.exec(header ?? '')?.[1] ?? null;
}

/** The address at the other end, as the server noted it; what a client says of itself is not believed. */
const addressOf = ({ header }: Asked) => header('firstframe-peer') ?? 'unknown';

/** A page of a browser says where a request comes from. One that does not say so did not come from ours. */
function comesFromOurPage({ method, header }: Asked): boolean {
  if (safeMethods.has(method)) return true;
  const site = header('sec-fetch-site');
  // Whether an `Origin` is ours was seen to by the server already.
  return site === null ? header('origin') !== null : site === 'same-origin';
}

/** Who may come in, and as whom. */
export function openAccess({ store, accessToken, now }: Given) {
  const attempts = openAttempts();
  const grantOf = ({ id, scope }: Pick<StoredToken, 'id' | 'scope'>, via: Grant['via']): Grant => ({
    scope,
    via,
    holder: id,
  });
  const owner = (via: Grant['via']) => grantOf({ id: 'owner', scope: 'admin' }, via);
  /** A session ends when the access token is another one. */
  const hashSession = (session: string) => hashSecret(session, { with: accessToken ?? '' });

  /**
   * Whom a token stands for. What cannot be guessed is not held up by the wrong tries of others, of whom a forgotten
   * program behind the same proxy is one.
   */
  async function check(token: string, address: string): Promise<{ token: StoredToken | null }> {
    if (token.startsWith(tokenPrefix)) {
      const found = await store.findToken({ hash: hashSecret(token) });
      if (found) {
        await store.markUsed(found, now());
        return { token: found };
      }
    }
    const isRight = accessToken !== null && isSameText(token, accessToken);
    if (isRight && accessToken.length >= unguessableLength) return { token: null };
    await attempts.require(address);
    if (isRight) return { token: null };
    await attempts.note(address);
    throw wrong();
  }

  async function identifySession(asked: Asked, session: string): Promise<Grant | null> {
    const found = await store.findSession(hashSession(session), now());
    if (!found) return null;
    if (!comesFromOurPage(asked))
      throw new StudioError('forbidden', 'The request does not come from a page of this studio.');
    if (found.tokenId === null) return owner('session');
    const token = await store.findToken({ id: found.tokenId });
    return token && grantOf(token, 'session');
  }

  const present = (grant: Pick<Grant, 'scope' | 'via'> | null): Session => ({
    object: 'session',
    needs_token: accessToken !== null,
    scope: grant?.scope ?? null,
    is_session: grant?.via === 'session',
  });

  const access = {
    /**
     * Who sends a request.
     * @throws StudioError `unauthorized`, `forbidden` or `rate_limited`
     */
    async identify(asked: Asked): Promise<Grant> {
      const token = bearerToken(asked.header('authorization'));
      // Without an access token any word will do, as SDKs insist on one; but a token of ours keeps its meaning.
      if (token !== null && (accessToken !== null || token.startsWith(tokenPrefix))) {
        const known = await check(token, addressOf(asked));
        return known.token ? grantOf(known.token, 'token') : owner('token');
      }
      if (accessToken === null) return { scope: 'admin', via: 'machine', holder: 'machine' };
      for (const session of readSessionCookies(asked.header('cookie'))) {
        const grant = await identifySession(asked, session);
        if (grant) return grant;
      }
      throw wrong();
    },

    /** Whether whoever asks may come in, and as what. */
    async describe(asked: Asked): Promise<Session> {
      return present(await access.identify(asked).catch(() => null));
    },

    /**
     * Begins a session for whoever knows a token.
     * @returns with the `Set-Cookie` of the answer
     * @throws StudioError `unauthorized`, `forbidden`, `rate_limited` or `invalid_request`
     */
    async signIn(body: unknown, asked: Asked): Promise<{ session: Session; cookie: string }> {
      if (!comesFromOurPage(asked)) throw new StudioError('forbidden', 'Sign in on the page of this studio.');
      const { token } = readFields(signInRequest, body);
      const known = await check(token, addressOf(asked));
      const secret = newSecret();
      const startedAt = now();
      const tokenId = known.token?.id ?? null;
      await store.insertSession(hashSession(secret), tokenId, startedAt, startedAt + sessionMs);
      const session = present({ scope: known.token?.scope ?? 'admin', via: 'session' });
      return { session, cookie: sessionCookie(secret, { isSecure: isOverTls(asked) }) };
    },

    /** Ends the session of a request. @returns with the `Set-Cookie` of the answer */
    async signOut(asked: Asked): Promise<{ session: Session; cookie: string }> {
      for (const secret of readSessionCookies(asked.header('cookie')))
        await store.removeSession(hashSession(secret));
      return { session: present(null), cookie: sessionCookie(null, { isSecure: isOverTls(asked) }) };
    },
  };
  return access;
}

/** A browser names the scheme of its page, also through a proxy that ends TLS. */
function isOverTls({ header }: Asked): boolean {
  return header('origin')?.startsWith('https:') ?? false;
}
