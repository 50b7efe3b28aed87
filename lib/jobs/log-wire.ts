import { z } from 'zod/mini';
import { jobStates } from './job';

/** The log of a job on the wire. Times are Unix seconds. */
const seconds = z.int();

const headers = z.array(z.tuple([z.string(), z.string()]));

const jobLogEntry = z.object({
  /** From 1 on; numbers that are missing were dropped, because there were too many. */
  sequence: z.int(),
  at: seconds,
  /** When the same happened last, and how often it did in all. */
  last_at: seconds,
  count: z.int(),
  entry: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('move'),
      from: z.enum(jobStates),
      to: z.enum(jobStates),
      by: z.enum(['studio', 'person']),
      message: z.nullable(z.string()),
    }),
    z.object({
      kind: z.literal('exchange'),
      purpose: z.enum(['create', 'poll', 'download', 'delete']),
      /** As it was sent, but for the key, which is `$API_KEY`, and the bytes of images, which are named by their length. */
      request: z.object({ method: z.string(), url: z.string(), headers, body: z.nullable(z.string()) }),
      /** `null` for as long as none has come; its body is the beginning of a text, and `null` for what is none. */
      answer: z.nullable(z.object({ status: z.int(), headers, body: z.nullable(z.string()) })),
      /** Why no answer came, or not all of it. */
      trouble: z.nullable(z.string()),
      duration_ms: z.nullable(z.int()),
      /** The request as a command for a POSIX shell, where it can be repeated by one. */
      curl: z.nullable(z.string()),
    }),
    z.object({ kind: z.literal('trouble'), message: z.string() }),
  ]),
});
export type JobLogEntry = z.infer<typeof jobLogEntry>;

/** `GET /api/videos/{id}/log`: what happened to a video, in order; equal things in a row are one entry. */
export const jobLogSchema = z.object({ object: z.literal('list'), data: z.array(jobLogEntry) });
export type JobLog = z.infer<typeof jobLogSchema>;
