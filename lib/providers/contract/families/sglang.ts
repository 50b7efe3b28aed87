import { z } from 'zod';
import { asBytes, type Family, type Reply, type Scene } from '@/lib/providers/contract/family';
import {
  anyText,
  booleanText,
  dataUri,
  httpUrl,
  imageFile,
  integerText,
  numberText,
  objectText,
  sizeText,
} from '@/lib/providers/contract/wire-rules';
import { fastApiRefusal } from './vllm-omni';

/**
 * SGLang diffusion. sgl-project/sglang `python/sglang/multimodal_gen/runtime/entrypoints/openai/{video_api,protocol}.py`
 * @ 020befb and docs.sglang.io `openai_api.md`: `seconds` is a whole number, never more than queued before it is done, a
 * failed job has an error without a code, and a file in the cloud is not at `/content` but at the job's `url`.
 */

const job = ({ id }: Scene, changes: Record<string, unknown>): Reply => ({
  body: {
    id,
    object: 'video',
    model: 'Wan-AI/Wan2.1-T2V-1.3B-Diffusers',
    status: 'queued',
    progress: 0,
    created_at: 1771000000,
    size: '1280x720',
    seconds: '4',
    quality: 'standard',
    url: null,
    error: null,
    ...changes,
  },
});

const completed = (scene: Scene): Reply => job(scene, { status: 'completed', progress: 100 });
const inTheCloud = (scene: Scene): Reply =>
  job(scene, {
    status: 'completed',
    progress: 100,
    url: 'https://bucket.example.com/a/b.mp4?X-Signature=1%2F2',
  });

const integer = z.int().optional();
const number = z.number().optional();
const text = z.string().optional();
const reference = z.union([httpUrl, dataUri]).optional();

export const sglangFamily: Family = {
  preset: 'sglang',
  basePath: '/v1',
  auth: [],
  create: {
    target: '/v1/videos',
    rules: {
      multipart: {
        parts: {
          model: anyText,
          prompt: anyText,
          seconds: integerText,
          num_frames: integerText,
          fps: integerText,
          size: sizeText,
          width: integerText,
          height: integerText,
          input_reference: imageFile,
          reference_url: { text: z.union([httpUrl, dataUri]) },
          n: integerText,
          num_outputs_per_prompt: integerText,
          seed: integerText,
          negative_prompt: anyText,
          guidance_scale: numberText,
          guidance_scale_2: numberText,
          true_cfg_scale: numberText,
          num_inference_steps: integerText,
          flow_shift: numberText,
          enable_teacache: booleanText,
          extra_params: objectText,
          extra_body: objectText,
        },
        required: ['prompt'],
        exclusive: [['input_reference', 'reference_url']],
      },
      json: z.strictObject({
        model: text,
        prompt: z.string().min(1),
        seconds: integer,
        num_frames: integer,
        fps: integer,
        size: z
          .string()
          .regex(/^\d+x\d+$/)
          .optional(),
        width: integer,
        height: integer,
        input_reference: reference,
        reference_url: reference,
        n: z.int().min(1).max(10).optional(),
        num_outputs_per_prompt: z.int().min(1).max(10).optional(),
        seed: integer,
        negative_prompt: text,
        guidance_scale: number,
        guidance_scale_2: number,
        true_cfg_scale: number,
        num_inference_steps: integer,
        flow_shift: number,
        enable_teacache: z.boolean().optional(),
        extra_params: z.record(z.string(), z.unknown()).optional(),
        extra_body: z.record(z.string(), z.unknown()).optional(),
      }),
    },
    reply: (scene) => job(scene, {}),
  },
  refusal: fastApiRefusal,
  id: '4f0c2f6e-8c8a-4b0f-9e3d-1a2b3c4d5e6f',
  retrieve: (id) => `/v1/videos/${id}`,
  polls: [
    { reply: (scene) => job(scene, {}), state: 'queued' },
    { reply: completed, state: 'succeeded' },
    {
      reply: (scene) => job(scene, { status: 'failed', error: { message: 'CUDA out of memory' } }),
      state: 'failed',
    },
    { reply: (scene) => job(scene, { status: 'deleted' }), state: 'cancelled' },
  ],
  results: [
    { name: 'bytes at /content', polled: completed, files: { '/v1/videos/{id}/content': asBytes } },
    {
      name: 'a URL in the job, where /content says to use it',
      polled: inTheCloud,
      files: {
        '/v1/videos/{id}/content': () => ({
          status: 400,
          body: { detail: 'Video has been uploaded to cloud storage. Please use the cloud URL.' },
        }),
        'https://bucket.example.com/a/b.mp4?X-Signature=1%2F2': asBytes,
      },
    },
  ],
  notFound: { status: 404, body: { detail: 'Video not found' } },
};
