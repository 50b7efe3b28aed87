import { z } from 'zod/mini';

/** The wire about prompts, which server and browser share. Keys are spelled as on the wire; times are Unix seconds. */

/** The longest prompt that is kept or improved; providers take less. */
export const longestPrompt = 32_000;
/** How many prompts and settings can be saved, together. */
export const maximumSaved = 1_000;

const sentPrompt = z.object({
  /** The video that it was last sent for, which a next page begins after. */
  id: z.string(),
  object: z.literal('prompt'),
  prompt: z.string(),
  /** How many videos were asked for with these very words. */
  uses: z.int(),
  last_used_at: z.int(),
});
export type SentPrompt = z.infer<typeof sentPrompt>;

export const promptListSchema = z.object({
  object: z.literal('list'),
  data: z.array(sentPrompt),
  first_id: z.nullable(z.string()),
  last_id: z.nullable(z.string()),
  has_more: z.boolean(),
});
export type PromptList = z.infer<typeof promptListSchema>;

/** What a form is set to besides its words and images. What is `null` or empty is left to the provider. */
const settings = z.object({
  provider: z.nullable(z.string()),
  model: z.nullable(z.string()),
  size: z.nullable(z.string()),
  seconds: z.nullable(z.number()),
  takes: z.int(),
  fps: z.nullable(z.number()),
  seed: z.nullable(z.int()),
  negative_prompt: z.string(),
  user: z.string(),
  /** JSON as it was typed. */
  metadata: z.string(),
  options: z.record(z.string(), z.string()),
});
export type SavedSettings = z.infer<typeof settings>;

const saved = { id: z.string(), object: z.literal('saved'), name: z.string() };
const times = { created_at: z.int(), updated_at: z.int() };

export const savedSchema = z.discriminatedUnion('kind', [
  z.object({ ...saved, kind: z.literal('prompt'), body: z.object({ prompt: z.string() }), ...times }),
  z.object({ ...saved, kind: z.literal('settings'), body: settings, ...times }),
]);
export type Saved = z.infer<typeof savedSchema>;

export const savedListSchema = z.object({ object: z.literal('list'), data: z.array(savedSchema) });
export const removedSavedSchema = z.object({
  id: z.string(),
  object: z.literal('saved.deleted'),
  deleted: z.literal(true),
});

/** The chat endpoint that improves prompts, without its key. */
export const promptImproverSchema = z.object({
  object: z.literal('prompt_improver'),
  is_set_up: z.boolean(),
  base_url: z.nullable(z.string()),
  model: z.nullable(z.string()),
  key: z.nullable(z.object({ last_four: z.string(), is_readable: z.boolean() })),
  /** What it is told to do. */
  instruction: z.string(),
  is_instruction_edited: z.boolean(),
});
export type PromptImprover = z.infer<typeof promptImproverSchema>;

export const promptImprovementSchema = z.object({
  object: z.literal('prompt_improvement'),
  prompt: z.string(),
});
