import 'server-only';

/** A request that the demo refuses, in OpenAI's shape: `{error: {message, type, param, code}}`. */
export class DemoError extends Error {
  readonly status: number;
  readonly param: string | null;
  readonly code: string | null;

  constructor(
    status: number,
    message: string,
    { param = null, code = null }: { param?: string | null; code?: string | null } = {},
  ) {
    super(message);
    this.name = 'DemoError';
    this.status = status;
    this.param = param;
    this.code = code;
  }

  toResponse(): Response {
    const { message, param, code } = this;
    const type = this.status >= 500 ? 'server_error' : 'invalid_request_error';
    return Response.json({ error: { message, type, param, code } }, { status: this.status });
  }
}

/** A field whose value is not taken. */
export function invalidValue(param: string, message: string): DemoError {
  return new DemoError(400, message, { param, code: 'invalid_value' });
}
