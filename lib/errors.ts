/**
 * Every error a caller can meet, in one closed list.
 *
 * The wire shape is OpenAI's `{error: {message, type, param, code}}`; `code` is always a key of `errorCodes`.
 * `status` is the HTTP status when a request is answered with it; a job's own error carries only code and message.
 */
const errorCodes = {
  // What the caller asked cannot be done as asked.
  invalid_request: { status: 400, type: 'invalid_request_error' },
  unsupported_media_type: { status: 415, type: 'invalid_request_error' },
  too_large: { status: 413, type: 'invalid_request_error' },
  method_not_allowed: { status: 405, type: 'invalid_request_error' },
  not_found: { status: 404, type: 'invalid_request_error' },
  gone: { status: 410, type: 'invalid_request_error' },
  not_ready: { status: 409, type: 'invalid_request_error' },
  range_not_satisfiable: { status: 416, type: 'invalid_request_error' },
  idempotency_key_reused: { status: 422, type: 'invalid_request_error' },
  unsupported: { status: 501, type: 'invalid_request_error' },
  unauthorized: { status: 401, type: 'authentication_error' },
  forbidden: { status: 403, type: 'permission_error' },
  rate_limited: { status: 429, type: 'rate_limit_error' },
  // Not 429, after which clients send again by themselves: what helps is another day, or a person.
  daily_limit: { status: 402, type: 'permission_error' },
  // What the provider said, or failed to say.
  provider_auth: { status: 502, type: 'provider_error' },
  provider_credit: { status: 402, type: 'provider_error' },
  provider_rate_limit: { status: 429, type: 'rate_limit_error' },
  provider_rejected: { status: 400, type: 'invalid_request_error' },
  moderation_blocked: { status: 400, type: 'invalid_request_error' },
  provider_not_found: { status: 502, type: 'provider_error' },
  provider_too_large: { status: 413, type: 'invalid_request_error' },
  provider_unsupported: { status: 501, type: 'provider_error' },
  provider_error: { status: 502, type: 'provider_error' },
  network: { status: 502, type: 'provider_error' },
  submit_unconfirmed: { status: 502, type: 'provider_error' },
  // How a job ended, or what the studio itself could not do.
  cancelled: { status: 409, type: 'invalid_request_error' },
  video_expired: { status: 410, type: 'provider_error' },
  archive_failed: { status: 502, type: 'server_error' },
  storage_full: { status: 507, type: 'server_error' },
  unavailable: { status: 503, type: 'server_error' },
  internal: { status: 500, type: 'server_error' },
} as const satisfies Record<string, { status: number; type: string }>;

export type ErrorCode = keyof typeof errorCodes;

/** Every code, for whatever has to have a word for each. */
export const errorCodeList = Object.keys(errorCodes) as ErrorCode[];

/** The JSON body of every failed request, exactly as OpenAI's SDKs read it. */
export type ErrorBody = {
  error: {
    message: string;
    type: string;
    param: string | null;
    code: ErrorCode;
    /** What OpenAI has no word for: the provider's own answer. */
    firstframe?: { body: string };
  };
};

type StudioErrorOptions = {
  /** The request field it is about, in the caller's own spelling. */
  param?: string;
  /** The provider's own answer, for whoever wants to read it. */
  body?: string;
  /** Milliseconds after which asking again makes sense. */
  retryAfterMs?: number;
  cause?: unknown;
};

/** What an error of the studio is known by, whichever copy of the class made it. */
const brand = Symbol.for('firstframe.error');

/** The one error class of the studio: thrown anywhere, turned into an answer or a job's error at the border. */
export class StudioError extends Error {
  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly param: string | null;
  readonly body: string | null;
  readonly retryAfterMs: number | null;

  constructor(code: ErrorCode, message: string, options: StudioErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'StudioError';
    this.code = code;
    this.param = options.param ?? null;
    this.body = options.body ?? null;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }

  /** Start-up and routes are bundled apart, each with a copy of this class; what one throws the other catches. */
  static override [Symbol.hasInstance](value: unknown): value is StudioError {
    return typeof value === 'object' && value !== null && brand in value;
  }

  /** The HTTP status this error is answered with. */
  get status(): number {
    return errorCodes[this.code].status;
  }

  /** The OpenAI-shaped body this error is answered with. */
  toBody(): ErrorBody {
    const { type } = errorCodes[this.code];
    const error = { message: this.message, type, param: this.param, code: this.code };
    return { error: this.body === null ? error : { ...error, firstframe: { body: this.body } } };
  }
}

/** Whether a word from a row or a wire is one of our codes. */
export function isErrorCode(word: string): word is ErrorCode {
  return Object.hasOwn(errorCodes, word);
}
