import { z } from 'zod';
import {
  asBytes,
  type Call,
  characterId,
  type Family,
  type Reply,
  recorded,
  type Scene,
  sample,
} from '@/lib/providers/contract/family';
import {
  anyText,
  type CreateRules,
  dataUri,
  type Fault,
  httpUrl,
  imageFile,
  type MultipartRules,
  videoFile,
} from '@/lib/providers/contract/wire-rules';

/**
 * OpenAI's own server. Fields: openai/openai-openapi `openapi.yaml` @ f85dbe2; the lengths 16 and 20, the 1080p sizes and
 * which model takes which size: the guide at developers.openai.com, "video generation". It refuses unknown parameters.
 */

const seconds = z.enum(['4', '8', '12', '16', '20']);
const size = z.enum(['720x1280', '1280x720', '1024x1792', '1792x1024', '1080x1920', '1920x1080']);
const smallSizes = ['720x1280', '1280x720'];
const prompt = z.string().min(1).max(32_000);
const imageUrl = z.union([httpUrl, dataUri]).refine((text) => text.length <= 20_971_520);

/** Only the pro model is drawn larger than 720p. */
function checkModelSize(model: string | undefined, wanted: string | undefined): string | null {
  const isSmall = wanted === undefined || smallSizes.includes(wanted);
  return isSmall || model?.startsWith('sora-2-pro')
    ? null
    : `${model ?? 'sora-2'} does not support size ${wanted}.`;
}

export const openaiParts: MultipartRules = {
  parts: {
    model: anyText,
    prompt: { text: prompt },
    seconds: { text: seconds },
    size: { text: size },
    input_reference: imageFile,
    'input_reference[image_url]': { text: imageUrl },
    'input_reference[file_id]': anyText,
  },
  required: ['prompt'],
  exclusive: [['input_reference', 'input_reference[image_url]', 'input_reference[file_id]']],
  check(parts) {
    const text = (name: string) => {
      const part = parts.find((candidate) => candidate.name === name);
      return part && 'value' in part ? part.value : undefined;
    };
    return checkModelSize(text('model'), text('size'));
  },
};

export const openaiJson = z
  .strictObject({
    model: z.string().min(1).optional(),
    prompt,
    seconds: seconds.optional(),
    size: size.optional(),
    input_reference: z
      .union([z.strictObject({ image_url: imageUrl }), z.strictObject({ file_id: z.string() })])
      .optional(),
    characters: z
      .array(z.strictObject({ id: z.string() }))
      .max(2)
      .optional(),
  })
  .refine((body) => checkModelSize(body.model, body.size) === null);

export const openaiRules: CreateRules = { multipart: openaiParts, json: openaiJson };

/** The error body of the OpenAI family; a text in the place of a file has a message of its own. */
export function openaiRefusal({ field, message }: Fault): Reply {
  if (field === 'input_reference' && message.includes('expected a file'))
    return recorded('openai-error-invalid-type');
  const error = {
    message: `${message} (${field})`,
    type: 'invalid_request_error',
    param: field,
    code: 'invalid_value',
  };
  return { status: 400, body: { error } };
}

/** OpenAI's own error for an id that it does not know. */
export const openaiNotFound: Reply = {
  status: 404,
  body: { error: { message: 'Video not found', type: 'invalid_request_error', param: null, code: null } },
};

const completed = ({ id }: Scene): Reply => ({
  body: { ...sample('azure-retrieve-completed').body, id, model: 'sora-2-pro' },
});

/** A video of the server's own, by its id; or a file, which comes as a form. */
const videoById = z.strictObject({ id: z.string().min(1) });
const madeVideo = ({ id }: Scene): Reply => recorded('openai-create-queued', { id });

/** The calls that make a video from another one, and characters: paths `/videos/…` of `openapi.yaml`. */
export const openaiCalls: readonly Call[] = [
  {
    name: 'remix',
    method: 'POST',
    target: '/v1/videos/{id}/remix',
    rules: {
      multipart: { parts: { prompt: { text: prompt } }, required: ['prompt'] },
      json: z.strictObject({ prompt }),
    },
    reply: madeVideo,
  },
  {
    name: 'edit',
    method: 'POST',
    target: '/v1/videos/edits',
    rules: {
      multipart: {
        parts: { model: anyText, prompt: { text: prompt }, video: videoFile },
        // A file belongs to no model yet (the guide, "video generation").
        required: ['model', 'prompt', 'video'],
      },
      json: z.strictObject({ prompt, video: videoById }),
    },
    reply: madeVideo,
  },
  {
    name: 'extension',
    method: 'POST',
    target: '/v1/videos/extensions',
    rules: {
      multipart: {
        parts: { prompt: { text: prompt }, seconds: { text: seconds }, video: videoFile },
        required: ['prompt', 'seconds', 'video'],
      },
      json: z.strictObject({ prompt, seconds, video: videoById }),
    },
    reply: madeVideo,
  },
  {
    name: 'character',
    method: 'POST',
    target: '/v1/videos/characters',
    rules: {
      multipart: {
        parts: { name: { text: z.string().min(1).max(80) }, video: videoFile },
        required: ['name', 'video'],
      },
    },
    reply: () => ({ body: { id: characterId, name: 'Luna', created_at: 1772323200 } }),
  },
  {
    name: 'retrieve-character',
    method: 'GET',
    target: '/v1/videos/characters/{character}',
    reply: () => ({ body: { id: characterId, name: 'Luna', created_at: 1772323200 } }),
  },
];

export const openaiFamily: Family = {
  preset: 'openai',
  basePath: '/v1',
  auth: [{ header: 'authorization', prefix: 'Bearer ' }],
  create: {
    target: '/v1/videos',
    rules: openaiRules,
    reply: ({ id }) => recorded('openai-create-queued', { id }),
  },
  calls: openaiCalls,
  refusal: openaiRefusal,
  id: 'video_68d7512d07848190b3e45da0ecbebcde004da08e1e0678d5',
  retrieve: (id) => `/v1/videos/${id}`,
  polls: [
    { reply: ({ id }) => recorded('openai-create-queued', { id }), state: 'queued' },
    { reply: ({ id }) => recorded('openai-retrieve-in-progress', { id }), state: 'running' },
    { reply: ({ id }) => recorded('openai-spec-create', { id, status: 'in_progress' }), state: 'running' },
    { reply: completed, state: 'succeeded' },
    {
      reply: ({ id }) =>
        recorded('openai-retrieve-in-progress', {
          id,
          status: 'failed',
          error: {
            code: 'moderation_blocked',
            message: 'Your request was blocked by our moderation system.',
          },
        }),
      state: 'failed',
    },
    // A video job inside a finished batch may be so, though no enum has the word.
    {
      reply: ({ id }) => recorded('openai-retrieve-in-progress', { id, status: 'expired' }),
      state: 'expired',
    },
  ],
  results: [
    {
      name: 'bytes at /content',
      polled: completed,
      files: { '/v1/videos/{id}/content': asBytes },
    },
    {
      name: '302 from /content to another origin',
      polled: completed,
      files: {
        '/v1/videos/{id}/content': () => ({
          status: 302,
          headers: { location: 'https://storage.example.com/video.mp4?sig=a%2Fb' },
        }),
        'https://storage.example.com/video.mp4?sig=a%2Fb': asBytes,
      },
    },
  ],
  notFound: openaiNotFound,
  models: {
    target: '/v1/models',
    body: {
      object: 'list',
      data: [
        { id: 'sora-2', object: 'model', created: 1759708663, owned_by: 'openai' },
        { id: 'sora-2-pro', object: 'model', created: 1759708663, owned_by: 'openai' },
      ],
    },
    ids: ['sora-2', 'sora-2-pro'],
  },
};
