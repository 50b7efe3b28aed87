import type { z } from 'zod/mini';
import { errorBodySchema } from '@/lib/jobs/wire';

/** What the studio answered instead of what was asked, or that it did not answer. */
export class ApiError extends Error {
  /** One of the codes of `lib/errors`, or `unreachable` when no answer came. */
  readonly code: string;
  /** The request field it is about. */
  readonly param: string | null;
  readonly status: number;

  constructor(
    message: string,
    { code, param, status }: { code: string; param: string | null; status: number },
  ) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.param = param;
    this.status = status;
  }
}

async function readError(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = errorBodySchema.safeParse(body);
  const { status } = response;
  if (!parsed.success) return new ApiError(`HTTP ${status}`, { code: 'internal', param: null, status });
  const { message, code, param } = parsed.data.error;
  return new ApiError(message, { code: code ?? 'internal', param, status });
}

/**
 * Asks our own API, and checks the answer.
 * @throws ApiError for every answer that is not the one asked for, and `unreachable` when there is none
 */
export async function requestJson<Schema extends z.ZodMiniType>(
  schema: Schema,
  url: string,
  init?: RequestInit,
): Promise<z.infer<Schema>> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    if (init?.signal?.aborted) throw error;
    throw new ApiError('The studio does not answer.', { code: 'unreachable', param: null, status: 0 });
  }
  if (!response.ok) throw await readError(response);
  return schema.parse(await response.json());
}
