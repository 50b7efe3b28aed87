import 'server-only';
import { z } from 'zod';
import { StudioError } from '@/lib/errors';
import { parseJson } from '@/lib/parse-json';
import { readFields } from '@/lib/read-fields';
import {
  type CreateRequest,
  createSchema,
  parseCreateRequest,
  promptText,
  type UploadedFile,
} from './create-request';
import { maximumBatch, seedOfTake } from './job';

/** What a video of a batch may have for itself; all else it has in common with the others. */
const itemSchema = z.strictObject({
  ...createSchema.pick({ negative_prompt: true, seconds: true, size: true, fps: true, seed: true }).shape,
  prompt: promptText.optional(),
});

const items = z
  .array(itemSchema)
  .min(1, 'must name at least one video')
  .max(maximumBatch, `may name ${maximumBatch} videos at most`);

/** What `POST /api/batches` takes: the fields of a create, which hold for all, and what is different in each video. */
export const batchSchema = createSchema.extend({ prompt: promptText.optional(), items });

/** What makes one video of a batch, and which item it comes from. */
export type BatchItem = Pick<
  CreateRequest,
  'prompt' | 'negativePrompt' | 'seconds' | 'size' | 'fps' | 'seed'
> & {
  index: number;
  /** The fields that are its own. */
  own: ReadonlySet<string>;
};

export type BatchRequest = {
  /** What all have in common; its prompt is that of the first. */
  common: CreateRequest;
  /** In the order in which they are to be sent; of several takes each is one. */
  items: BatchItem[];
};

/** Far more than 500 prompts of a page each. */
const maximumItemsBytes = 4 * 1024 * 1024;

/** What the videos have in common is written with each of them. Room for 500 of the longest prompts. */
const maximumWordsBytes = 64 * 1024 * 1024;

/** In a form the list is a text. */
function readList(given: unknown): unknown {
  const text = typeof given === 'string' ? given : JSON.stringify(given ?? null);
  if (Buffer.byteLength(text) > maximumItemsBytes)
    throw new StudioError('too_large', 'items may have 4 MB.', { param: 'items' });
  if (typeof given !== 'string') return given;
  try {
    return parseJson(given);
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    throw new StudioError('invalid_request', 'items must be a JSON list.', { param: 'items', cause: error });
  }
}

/**
 * Checks the fields and files of a batch.
 * @param fields texts of a multipart body, or a JSON body
 * @throws StudioError `invalid_request` naming the field (`items[3].size`) and what would be right
 */
export function parseBatchRequest(
  fields: Record<string, unknown>,
  files: readonly UploadedFile[],
): BatchRequest {
  const { items: given, ...shared } = fields;
  const asked = readFields(z.object({ items }), { items: readList(given) }).items;
  const prompts = asked.map(({ prompt }) => prompt);
  const common = parseCreateRequest({ ...shared, prompt: shared.prompt ?? prompts.find(Boolean) }, files);
  const missing = shared.prompt === undefined ? prompts.indexOf(undefined) : -1;
  if (missing >= 0) {
    const param = `items[${missing}].prompt`;
    throw new StudioError('invalid_request', `${param} is required: say what the video should show.`, {
      param,
    });
  }
  const made = asked.flatMap((item, index) => {
    const seed = item.seed ?? common.seed;
    return Array.from({ length: common.takes }, (_, take) => ({
      index,
      own: new Set(Object.entries(item).flatMap(([name, value]) => (value === undefined ? [] : [name]))),
      prompt: item.prompt ?? common.prompt,
      negativePrompt: item.negative_prompt ?? common.negativePrompt,
      seconds: item.seconds ?? common.seconds,
      size: item.size ?? common.size,
      fps: item.fps ?? common.fps,
      seed: seedOfTake(seed, take),
    }));
  });
  if (made.length > maximumBatch) {
    const message = `n makes ${made.length} videos of these items, and a batch may hold ${maximumBatch}.`;
    throw new StudioError('invalid_request', message, { param: 'n' });
  }
  const { references: _references, ...words } = common;
  if (Buffer.byteLength(JSON.stringify(words)) * made.length > maximumWordsBytes) {
    const most = Math.floor(maximumWordsBytes / made.length / 1024);
    const message = `What ${made.length} videos have in common may have ${most} kB, and this has more.`;
    throw new StudioError('too_large', message, { param: 'items' });
  }
  return { common, items: made };
}
