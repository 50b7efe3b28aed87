import 'server-only';
import { z } from 'zod';
import { longestPrompt } from './wire';

const text = (longest: number) =>
  z.string('must be text').max(longest, `may be ${longest.toLocaleString('en')} characters long`);
const name = text(80).trim().min(1, 'is required: say what it is called');
const number = z.number('must be a number, or null').nullable().default(null);

const prompt = z.strictObject({
  prompt: text(longestPrompt).refine((words) => words.trim() !== '', 'must not be empty'),
});

const settings = z.strictObject({
  provider: text(200).nullable().default(null),
  model: text(200).nullable().default(null),
  size: text(40).nullable().default(null),
  seconds: number,
  takes: z.int('must be a whole number').min(1, 'must be 1 at least').max(1_000, 'is too large').default(1),
  fps: number,
  seed: z.int('must be a whole number, or null').nullable().default(null),
  negative_prompt: text(longestPrompt).default(''),
  user: text(1_000).default(''),
  metadata: text(longestPrompt).default(''),
  options: z
    .record(text(100), text(longestPrompt), 'must be an object')
    .refine((options) => Object.keys(options).length <= 100, 'has too many entries')
    .default({}),
});

/** `POST /api/saved`. */
export const saveSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('prompt'), name, body: prompt }),
    z.strictObject({ kind: z.literal('settings'), name, body: settings }),
  ],
  'must be prompt or settings',
);

/** `PATCH /api/saved/{id}`: what is absent stays; the body is one of the kind that it is. */
export const changeSavedSchema = z.strictObject({
  name: name.optional(),
  body: z.record(z.string(), z.unknown(), 'must be an object').optional(),
});

/** The bodies by kind, for a change. */
export const savedBodies = {
  prompt: z.object({ body: prompt }),
  settings: z.object({ body: settings }),
};

/** The query of `GET /api/saved`. */
export const savedQuerySchema = z.object({
  kind: z.enum(['prompt', 'settings'], 'must be prompt or settings').optional(),
});
