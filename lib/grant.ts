import 'server-only';
import { StudioError } from './errors';

/** What a caller may do; each may also do what those before it may. */
export const scopes = ['read', 'create', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** Who asks, as far as the studio knows, and what they may do. */
export type Grant = {
  scope: Scope;
  /** `machine`: a studio without a token, which serves its own machine alone. */
  via: 'machine' | 'token' | 'session';
  /** Tells callers apart, for limits and for repeats; holds no secret. */
  holder: string;
};

/** The parts of a request by which its caller is known, so that the server and a route can ask alike. */
export type Asked = { method: string; header: (name: string) => string | null };

/** Put on `globalThis` by the runtime: the server, start-up and routes are bundled apart. */
const accessKey = Symbol.for('firstframe.access');

type Shared = { [accessKey]?: (asked: Asked) => Promise<Grant> };
const shared = globalThis as Shared;

/** Makes a function the one that says who may come in, for the server and for every route. */
export function askAtTheDoor(identify: (asked: Asked) => Promise<Grant>): void {
  shared[accessKey] = identify;
}

/** What is asked of a request, to know who sends it. */
export function askedBy({ method, headers }: Request): Asked {
  return { method, header: (name) => headers.get(name) };
}

/**
 * Who sends a request. Where nobody has said yet who may come in, nobody may.
 * @throws StudioError `unauthorized`, `forbidden` or `rate_limited`
 */
export async function identify(request: Request): Promise<Grant> {
  const ask = shared[accessKey];
  if (!ask) throw new StudioError('unavailable', 'The studio is starting.', { retryAfterMs: 1_000 });
  return ask(askedBy(request));
}

/** What the requests of this process were granted. */
const granted = new WeakMap<Request, Grant>();

/** What a request that was let pass was granted. */
export function grantOf(request: Request): Grant {
  const grant = granted.get(request);
  if (!grant) throw new Error('The request was not let pass by anyone.');
  return grant;
}

/** Whether a grant covers what a route wants. */
export function covers(held: Scope, wanted: Scope): boolean {
  return scopes.indexOf(held) >= scopes.indexOf(wanted);
}

/**
 * Lets a request pass that may do what is wanted.
 * @throws StudioError `unauthorized`, `forbidden` or `rate_limited`
 */
export async function authorise(request: Request, wanted: Scope): Promise<void> {
  const grant = await identify(request);
  if (!covers(grant.scope, wanted)) {
    const message = `This needs the scope "${wanted}", and the token has "${grant.scope}".`;
    throw new StudioError('forbidden', message);
  }
  granted.set(request, grant);
}
