import { z } from 'zod';
import { asBytes, type Family, type Reply, recorded, type Scene } from '@/lib/providers/contract/family';
import {
  anyText,
  bareBase64,
  dataUri,
  httpUrl,
  imageFile,
  integerText,
  objectText,
} from '@/lib/providers/contract/wire-rules';
import { relaySoraFamily } from './relay-sora';

/**
 * New-API itself, as its parser reads a request (QuantumNous/new-api @ 7c28993f6: `relay/common/relay_info.go`,
 * `relay_utils.go`, `common/gin.go`). It drops much without a word; whatever would be dropped is a fault here.
 */

/** What it knows; any other text part of a multipart body becomes a key of `metadata`. */
const known = new Set([
  'model',
  'prompt',
  'mode',
  'size',
  'seconds',
  'duration',
  'image',
  'images',
  'input_reference',
  'metadata',
]);
const folded = {
  width: integerText,
  height: integerText,
  fps: integerText,
  seed: integerText,
  n: integerText,
};
const imageText = z.union([httpUrl, dataUri, bareBase64]);
/** Longer ones, and lengths below zero, are `invalid_seconds`. */
const seconds = z
  .string()
  .refine((text) => /^\d+(\.\d+)?$/.test(text) && Number(text) <= 3_600, 'invalid_seconds');
const size = z.string().min(1);

function checkSize(model: unknown, wanted: unknown): string | null {
  const sizes: Record<string, string[]> = {
    'sora-2': ['720x1280', '1280x720'],
    'sora-2-pro': ['720x1280', '1280x720', '1792x1024', '1024x1792'],
  };
  const taken = sizes[String(model)];
  return !taken || wanted === undefined || taken.includes(String(wanted)) ? null : `${model} size is invalid`;
}

const completed = (scene: Scene): Reply => ({
  body: {
    id: scene.id,
    object: 'video',
    model: 'sora-2',
    status: 'completed',
    progress: 100,
    created_at: 1764347090,
    completed_at: 1764347290,
    seconds: '8',
  },
});

export const newApiFamily: Family = {
  ...relaySoraFamily,
  preset: 'new-api',
  create: {
    target: '/v1/videos',
    rules: {
      multipart: {
        parts: {
          model: anyText,
          prompt: anyText,
          mode: anyText,
          size: { text: size },
          seconds: { text: seconds },
          duration: integerText,
          image: { text: imageText },
          images: { text: imageText, repeats: true },
          // Files reach the channels of Sora, Jimeng and Gemini, which take them under this name alone.
          input_reference: [{ ...imageFile, repeats: true }, { text: imageText }],
          metadata: objectText,
          ...folded,
          response_format: { text: z.literal('url') },
          user: anyText,
          negative_prompt: anyText,
        },
        required: ['model', 'prompt'],
        check(parts) {
          const names = parts.map(({ name }) => name);
          if (names.filter((name) => name === 'images').length === 1)
            return 'a single images part becomes a text and fails the array decode.';
          const lost = names.find((name) => !known.has(name));
          if (lost && names.includes('metadata')) return `${lost} is lost, because metadata takes its place.`;
          const text = (name: string) => {
            const part = parts.find((candidate) => candidate.name === name);
            return part && 'value' in part ? part.value : undefined;
          };
          return checkSize(text('model'), text('size'));
        },
      },
      json: z
        .strictObject({
          model: z.string().min(1),
          prompt: z.string().min(1),
          mode: z.string().optional(),
          size: size.optional(),
          seconds: seconds.optional(),
          duration: z.union([z.int(), z.string().regex(/^\d+$/)]).optional(),
          image: imageText.optional(),
          images: z.array(imageText).min(1).optional(),
          input_reference: imageText.optional(),
          metadata: z.union([z.record(z.string(), z.unknown()), z.string()]).optional(),
        })
        .refine((body) => checkSize(body.model, body.size) === null, 'invalid_size'),
    },
    reply: ({ id }) => recorded('newapi-spec-create', { id }),
  },
  // Of the calls that make a video from another one it has this alone (`router/video-router.go`).
  calls: [
    {
      name: 'remix',
      method: 'POST',
      target: '/v1/videos/{id}/remix',
      rules: { json: z.strictObject({ prompt: z.string().min(1) }) },
      reply: ({ id }) => recorded('newapi-spec-create', { id }),
    },
  ],
  id: 'task_Zk3tVd8w1nQxq7Yb',
  polls: [
    ...relaySoraFamily.polls,
    // What a Sora channel stored of its upstream is passed on as it was.
    { reply: ({ id }) => recorded('newapi-azure-queued', { id }), state: 'queued' },
    { reply: ({ id }) => recorded('newapi-olddocs-create', { id }), state: 'running' },
    { reply: ({ id }) => recorded('newapi-olddocs-succeeded', { id }), state: 'succeeded' },
    // Releases with task plugins answer with the row itself (QuantumNous/new-api issue 7194).
    {
      reply: ({ id }) => ({
        body: {
          created_at: 1,
          fail_reason: '',
          finished_at: 2,
          progress: '100%',
          status: 'SUCCESS',
          task_id: id,
        },
      }),
      state: 'succeeded',
    },
    { reply: ({ id }) => ({ body: { error: { message: 'no such channel' }, id } }), state: 'failed' },
  ],
  results: [
    { name: 'bytes at /content', polled: completed, files: { '/v1/videos/{id}/content': asBytes } },
    ...relaySoraFamily.results,
    {
      name: 'a data URI in the job, as Vertex gives it',
      polled: (scene) => ({
        body: {
          ...(completed(scene).body as object),
          metadata: { url: `data:video/mp4;base64,${scene.video.toString('base64')}` },
        },
      }),
      files: {},
    },
  ],
};
