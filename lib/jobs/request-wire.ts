import { z } from 'zod/mini';

/** The wire about one create request: what goes to the provider, or went there. Shared by server and browser. */

const part = z.union([
  z.object({ name: z.string(), value: z.string() }),
  z.object({
    name: z.string(),
    filename: z.string(),
    type: z.string(),
    bytes: z.int(),
    /** In pixels; only of what was sent before they were kept it is not known. */
    width: z.optional(z.int()),
    height: z.optional(z.int()),
  }),
]);

export const createRequestSchema = z.object({
  object: z.literal('create_request'),
  /** When it was sent, in Unix seconds; `null` for one that is not. */
  sent_at: z.nullable(z.int()),
  provider: z.object({ id: z.string(), label: z.string() }),
  model: z.string(),
  /** How many such requests one send makes. */
  takes: z.int(),
  request: z.object({
    method: z.string(),
    url: z.string(),
    /** In order; the key is `$API_KEY`. */
    headers: z.array(z.tuple([z.string(), z.string()])),
    /** Images within a text are named by their length. */
    body: z.nullable(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('json'), text: z.string() }),
        z.object({ kind: z.literal('form'), fields: z.array(z.tuple([z.string(), z.string()])) }),
        z.object({ kind: z.literal('multipart'), parts: z.array(part) }),
      ]),
    ),
    /** Whether it is too long to be told whole. */
    is_cut: z.boolean(),
  }),
  /** As a command for a POSIX shell in which `API_KEY` is set; `null` where it is not told whole. */
  curl: z.nullable(z.string()),
  /** What was left out, or had to be changed to be accepted. */
  warnings: z.array(z.object({ field: z.string(), message: z.string() })),
});
export type CreateRequestView = z.infer<typeof createRequestSchema>;
