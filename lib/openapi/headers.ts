import 'server-only';
import type { AnswerHeader, RequestHeader } from './operation';

const text = { type: 'string' } as const;

export const requestHeaders: Record<RequestHeader, { description: string; schema: object }> = {
  'Idempotency-Key': {
    description: 'A text of your own for this request. However often it is sent, it is done once.',
    schema: { ...text, maxLength: 255 },
  },
  Range: { description: 'One range of bytes, such as `bytes=0-1023`.', schema: text },
  'If-None-Match': { description: 'The `ETag` of what the caller has.', schema: text },
  'If-Range': { description: 'The `ETag` for which `Range` is meant.', schema: text },
};

export const answerHeaders: Record<AnswerHeader, { description: string; required?: true; schema: object }> = {
  'Accept-Ranges': {
    description: 'That a `Range` may be asked for.',
    required: true,
    schema: { const: 'bytes' },
  },
  'Content-Disposition': { description: 'The name to save it under.', schema: text },
  'Content-Length': { description: 'In bytes.', required: true, schema: { type: 'integer', minimum: 0 } },
  'Content-Range': { description: 'Which bytes of how many these are.', required: true, schema: text },
  ETag: { description: 'A name for these very bytes.', required: true, schema: text },
  'Retry-After': {
    description: 'Seconds after which to try again.',
    schema: { type: 'integer', minimum: 0 },
  },
  'Set-Cookie': { description: 'Begins or ends the session.', required: true, schema: text },
  'openai-poll-after-ms': {
    description: 'After how many milliseconds to ask again, while the video is not finished.',
    schema: { type: 'integer', minimum: 0 },
  },
  'x-should-retry': {
    description: 'Whether sending the same again may help. OpenAI’s SDKs go by it.',
    required: true,
    schema: { enum: ['true', 'false'] },
  },
};

/** Some of {@link answerHeaders}, as an answer refers to them. */
export function headerReferences(names: readonly AnswerHeader[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
