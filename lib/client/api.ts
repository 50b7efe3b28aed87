import type { z } from 'zod/mini';
import type { ErrorBody } from '@/lib/errors';

/** What the studio answered instead of what was asked, or that it did not answer. */
export class ApiError extends Error {
  /** One of the codes of `lib/errors`, or `unreachable` when no answer came. */
  readonly code: string;
  /** The request field it is about. */
  readonly param: string | null;
  readonly status: number;
  /** The provider's own answer, where the studio hands one on. */
  readonly body: string | null;

  constructor(
    message: string,
    { code, param, status, body }: { code: string; param: string | null; status: number; body?: string },
  ) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.param = param;
    this.status = status;
    this.body = body ?? null;
  }
}

async function readError(response: Response): Promise<ApiError> {
  const body: Partial<ErrorBody> | null = await response.json().catch(() => null);
  const { status } = response;
  const { message, code, param = null, firstframe } = body?.error ?? {};
  if (typeof message !== 'string')
    return new ApiError(`HTTP ${status}`, { code: 'internal', param: null, status });
  return new ApiError(message, { code: code ?? 'internal', param, status, body: firstframe?.body });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A request with JSON in it. */
export function withBody(method: 'POST' | 'PUT' | 'PATCH', body: unknown): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function isAborted(init: RequestInit | undefined): boolean {
  return init?.signal?.aborted ?? false;
}

/** The session is over. What was typed is kept by the page, so going away loses nothing. */
function goToLogin(): void {
  const { pathname, search } = window.location;
  if (pathname !== '/login') window.location.assign(`/login?next=${encodeURIComponent(pathname + search)}`);
}

/** An answer that never came, or that broke off: whether the request was carried out is not known. */
function unreachable(): ApiError {
  return new ApiError('The studio does not answer.', { code: 'unreachable', param: null, status: 0 });
}

/**
 * Asks our own API, and checks the answer with a schema that is loaded meanwhile.
 * @throws ApiError for every answer that is not the one asked for, and `unreachable` when there is none or only part of one
 */
export async function requestJson<Schema extends z.ZodMiniType>(
  loadSchema: () => Promise<Schema>,
  url: string,
  init?: RequestInit,
): Promise<z.infer<Schema>> {
  let response: Response;
  let text: string;
  const loading = loadSchema();
  // A failure is met where the schema is used, if it comes to that.
  loading.catch(() => {});
  try {
    response = await fetch(url, init);
    text = response.ok ? await response.text() : '';
  } catch (error) {
    if (isAborted(init)) throw error;
    throw unreachable();
  }
  if (!response.ok) {
    const error = await readError(response);
    if (error.status === 401) goToLogin();
    throw error;
  }
  const schema = await loading.catch(() => {
    throw unreachable();
  });
  const parsed = schema.safeParse(readJson(text));
  if (parsed.success) return parsed.data;
  const { status } = response;
  throw new ApiError('The answer is not what was asked for.', { code: 'internal', param: null, status });
}
