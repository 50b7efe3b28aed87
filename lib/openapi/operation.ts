import 'server-only';
import type { z } from 'zod';
import type { ErrorCode } from '@/lib/errors';
import type { Scope } from '@/lib/grant';
import type { AnswerName, RequestName } from './components';

/** The parts that the document, and the page made of it, are read in. */
export const groups = [
  { name: 'Videos', description: 'OpenAI’s Videos API. An unmodified SDK speaks it.' },
  { name: 'Models', description: 'What can be made, and where.' },
  { name: 'Batches', description: 'Many videos that are asked for together and sent one after the other.' },
  { name: 'Library', description: 'How videos are kept in order, and found again.' },
  { name: 'Work on a video', description: 'What OpenAI’s API has no call for.' },
  { name: 'Prompts', description: 'What helps to write one.' },
  { name: 'Providers', description: 'Who makes the videos, and in which dialect each is spoken to.' },
  { name: 'Money', description: 'What models cost, what was spent, and what may be spent in a day.' },
  { name: 'Webhooks', description: 'Who is told when a video ends.' },
  { name: 'Access', description: 'Tokens for programs, sessions for people.' },
  { name: 'Stitches', description: 'One video made of several, end to end.' },
  { name: 'Sharing', description: 'Links to videos for people without a token.' },
  { name: 'Studio', description: 'The studio itself.' },
] as const;

/** An answer that went well. */
export type Answer = {
  description: string;
  /** A component, for JSON; content types for bytes. A 304 has none. */
  content?: AnswerName | { types: readonly string[] };
  headers?: readonly AnswerHeader[];
};

export type RequestHeader = 'Idempotency-Key' | 'Range' | 'If-None-Match' | 'If-Range';
export type AnswerHeader =
  | 'Accept-Ranges'
  | 'Content-Disposition'
  | 'Content-Length'
  | 'Content-Range'
  | 'ETag'
  | 'Retry-After'
  | 'Set-Cookie'
  | 'openai-poll-after-ms'
  | 'x-should-retry';

/** One method at one path. The document, its page and the tests are made of a list of these. */
export type Operation = {
  method: 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete';
  path: `/${string}`;
  operationId: string;
  group: (typeof groups)[number]['name'];
  summary: string;
  description?: string;
  /** What the caller has to be allowed; the same word as in the route's `handle(…)`. */
  scope: 'open' | Scope;
  /** Schemas of path parameters that are more than an id. */
  parameters?: Record<string, z.ZodType>;
  query?: z.ZodObject;
  headers?: readonly RequestHeader[];
  /** The body by content type; bytes of a type have no schema. */
  body?: { json?: RequestName; form?: RequestName; bytes?: string };
  answers: Record<number, Answer>;
  /** Every code that it may be refused with, besides those that any request may be. */
  errors?: readonly ErrorCode[];
  /** A body that makes sense, for the samples. */
  example?: Record<string, unknown>;
  /** The same with OpenAI's SDK, where that has a call for it. */
  sdk?: string;
};

/** The same operation by `HEAD`, which answers the headers alone. */
export function asHead(operation: Operation): Operation {
  const answers = Object.entries(operation.answers).map(([status, { content: _content, ...answer }]) => [
    status,
    answer,
  ]);
  const { sdk: _sdk, ...rest } = operation;
  return {
    ...rest,
    method: 'head',
    operationId: `${operation.operationId}Head`,
    summary: `${operation.summary}: the headers alone`,
    answers: Object.fromEntries(answers),
  };
}

/** What a stored file is answered with: whole, by a range, or not at all to a caller that has it. */
export function fileAnswers(
  types: readonly string[],
  more: readonly AnswerHeader[] = [],
): Pick<Operation, 'headers' | 'answers'> {
  const content = { types };
  const headers = ['Accept-Ranges', 'Content-Length', 'ETag', ...more] as const;
  return {
    headers: ['Range', 'If-None-Match', 'If-Range'],
    answers: {
      200: { description: 'The whole.', content, headers },
      206: { description: 'The range that was asked for.', content, headers: [...headers, 'Content-Range'] },
      304: { description: 'The caller has these very bytes.', headers: ['ETag'] },
    },
  };
}
