import 'server-only';
import { type ErrorCode, errorCodeList, StudioError } from '@/lib/errors';
import { headerReferences } from './headers';
import type { Operation } from './operation';

const statusOf = (code: ErrorCode) => new StudioError(code, '').status;

/** An `Error` with one of some codes. A `HEAD` has no body to say it in. */
function refusal(status: number, codes: readonly ErrorCode[], hasBody: boolean) {
  const named = { properties: { error: { properties: { code: { enum: codes } } } } };
  const headers = headerReferences([
    'x-should-retry',
    ...(status === 429 || status === 503 ? (['Retry-After'] as const) : []),
    ...(status === 416 ? (['Content-Range'] as const) : []),
  ]);
  const schema = { $ref: '#/components/schemas/Error', ...named };
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    headers,
    ...(hasBody ? { content: { 'application/json': { schema } } } : {}),
  };
}

/** What the socket's guard answers before anything is looked at. */
const wrongHost = {
  description: 'The `Host` header names another server, so nothing was done.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
};

/** The refusals with a single code, which operations refer to by it. */
export const errorResponses = {
  ...Object.fromEntries(errorCodeList.map((code) => [code, refusal(statusOf(code), [code], true)])),
  wrong_host: wrongHost,
};

const toResponse = (name: string) => ({ $ref: `#/components/responses/${name}` });

/** What any request may be refused with, before it is looked at or because the studio itself failed. */
function commonErrors({ scope }: Operation): ErrorCode[] {
  const always: ErrorCode[] = ['forbidden', 'internal'];
  return scope === 'open' ? always : ['unauthorized', 'rate_limited', 'unavailable', ...always];
}

/** One answer for each status that an operation may be refused with, which says the codes that come with it. */
export function describeErrors(operation: Operation) {
  const codes = new Set([...(operation.errors ?? []), ...commonErrors(operation)]);
  const hasBody = operation.method !== 'head';
  const refusals = [...Map.groupBy(codes, statusOf)].map(([status, ofStatus]) => {
    const [code, ...others] = ofStatus;
    const isShared = hasBody && code !== undefined && others.length === 0;
    return [status, isShared ? toResponse(code) : refusal(status, ofStatus, hasBody)] as const;
  });
  return Object.fromEntries([...refusals, [421, toResponse('wrong_host')]]);
}
