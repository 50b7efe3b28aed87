import { z } from 'zod';
import { asBytes, type Family, type Reply, type Scene } from '@/lib/providers/contract/family';
import {
  anyText,
  booleanText,
  dataUri,
  type Fault,
  httpUrl,
  imageFile,
  integerText,
  numberText,
  objectText,
  type PartRule,
  sizeText,
} from '@/lib/providers/contract/wire-rules';

/**
 * vLLM-Omni. vllm-project/vllm-omni `vllm_omni/entrypoints/openai/protocol/videos.py` and `api_server.py` @ 48e6026: a form
 * only, an image as a file or as JSON text but not both, and a failed job as an HTTP error with the job as its body.
 */

const within = (minimum: number, maximum: number): PartRule => ({
  text: z.coerce.number().min(minimum).max(maximum),
});
const positive: PartRule = { text: z.string().regex(/^[1-9]\d*$/) };

const job = ({ id }: Scene, changes: Record<string, unknown>): Reply => ({
  body: {
    id,
    object: 'video',
    model: 'Wan-AI/Wan2.2-T2V-A14B-Diffusers',
    prompt: 'a boat',
    status: 'queued',
    size: '1280x720',
    progress: 0,
    seconds: '4',
    quality: 'default',
    completed_at: null,
    created_at: 1771000000,
    remixed_from_video_id: null,
    error: null,
    media_type: 'video/mp4',
    expires_at: null,
    file_name: null,
    inference_time_s: null,
    ...changes,
  },
});

const completed = (scene: Scene): Reply => job(scene, { status: 'completed', progress: 100 });

/** FastAPI's word for a body that does not fit. */
export function fastApiRefusal({ field, message }: Fault): Reply {
  return { status: 422, body: { detail: [{ loc: ['body', field], msg: message, type: 'value_error' }] } };
}

export const vllmOmniFamily: Family = {
  preset: 'vllm-omni',
  basePath: '/v1',
  auth: [],
  create: {
    target: '/v1/videos',
    rules: {
      multipart: {
        parts: {
          model: anyText,
          prompt: anyText,
          seconds: positive,
          size: sizeText,
          width: positive,
          height: positive,
          num_frames: positive,
          fps: positive,
          input_reference: imageFile,
          image_reference: { json: z.strictObject({ image_url: z.union([httpUrl, dataUri]) }) },
          video_reference: objectText,
          audio_reference: objectText,
          user: anyText,
          seed: integerText,
          negative_prompt: anyText,
          num_inference_steps: within(1, 200),
          guidance_scale: within(0, 20),
          guidance_scale_2: within(0, 20),
          true_cfg_scale: within(0, 20),
          boundary_ratio: within(0, 1),
          flow_shift: numberText,
          generate_sound: booleanText,
          sound_duration: numberText,
          enable_frame_interpolation: booleanText,
          frame_interpolation_exp: positive,
          frame_interpolation_scale: numberText,
          frame_interpolation_model_path: anyText,
          lora: objectText,
          extra_params: objectText,
        },
        required: ['prompt'],
        exclusive: [['input_reference', 'image_reference']],
      },
    },
    reply: (scene) => job(scene, {}),
  },
  refusal: fastApiRefusal,
  id: 'video_gen_4f0c2f6e8c8a4b0f9e3d1a2b3c4d5e6f',
  retrieve: (id) => `/v1/videos/${id}`,
  polls: [
    { reply: (scene) => job(scene, {}), state: 'queued' },
    { reply: (scene) => job(scene, { status: 'in_progress' }), state: 'running' },
    { reply: completed, state: 'succeeded' },
    {
      reply: (scene) => ({
        ...job(scene, { status: 'failed', error: { code: 500, message: 'CUDA out of memory' } }),
        status: 500,
      }),
      state: 'failed',
    },
    {
      reply: (scene) => ({
        ...job(scene, { status: 'failed', error: { code: 400, message: 'bad frame count' } }),
        status: 400,
      }),
      state: 'failed',
    },
  ],
  results: [{ name: 'bytes at /content', polled: completed, files: { '/v1/videos/{id}/content': asBytes } }],
  notFound: { status: 404, body: { detail: 'Video not found' } },
  models: {
    target: '/v1/models',
    body: { object: 'list', data: [{ id: 'Wan-AI/Wan2.2-T2V-A14B-Diffusers', object: 'model', created: 1 }] },
    ids: ['Wan-AI/Wan2.2-T2V-A14B-Diffusers'],
  },
};
