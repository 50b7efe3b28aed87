import 'server-only';
import { type Dialect, dialectSchema } from '@/lib/providers/dialect';
import { sharedReadings, sharedStatuses } from './shared-readings';

/**
 * vLLM-Omni: one model on one's own machine, behind OpenAI's format, multipart only.
 *
 * - Fields and patterns (`seconds` as text of a whole number; steps 1–200; `lora` and `extra_params` as JSON text):
 *   vllm-project/vllm-omni `vllm_omni/entrypoints/openai/protocol/videos.py`, `api_server.py` @ 48e6026,
 *   `docs/serving/videos_api.md` @ 0131cb5.
 * - The image is the file `input_reference`, or JSON text `image_reference`; both together are refused, so it is the file.
 * - A failed job is answered with an HTTP error and the job as its body. Deleting cancels what runs.
 * - Versions of early 2026 answered the create itself with the video as `data[0].b64_json` (their text-to-video README
 *   @ b31b7f9); that is read too.
 */
export const vllmOmniDialect: Dialect = dialectSchema.parse({
  id: 'vllm-omni',
  label: 'vLLM-Omni',
  auth: { header: 'authorization', scheme: 'Bearer' },
  create: {
    method: 'POST',
    path: '/videos',
    encoding: 'multipart',
    // Where the answer is the video itself, it comes when the video is made.
    deadlineMs: 600_000,
    fields: [
      { from: 'model', name: 'model', as: 'string' },
      { from: 'prompt', name: 'prompt', as: 'string' },
      { from: 'negativePrompt', name: 'negative_prompt', as: 'string' },
      { from: 'seconds', name: 'seconds', as: 'string' },
      { from: 'size', name: 'size', as: 'string' },
      { from: 'fps', name: 'fps', as: 'integer' },
      { from: 'seed', name: 'seed', as: 'integer' },
      { from: 'user', name: 'user', as: 'string' },
    ],
    options: [
      { name: 'num_frames', type: 'integer', minimum: 1, isRare: true },
      { name: 'num_inference_steps', type: 'integer', minimum: 1, maximum: 200 },
      { name: 'guidance_scale', type: 'number' },
      { name: 'guidance_scale_2', type: 'number', isRare: true },
      { name: 'flow_shift', type: 'number', isRare: true },
      { name: 'boundary_ratio', type: 'number', isRare: true },
      { name: 'generate_sound', type: 'boolean' },
      { name: 'lora', type: 'json', isRare: true },
      { name: 'extra_params', type: 'json', isRare: true },
    ],
    references: [{ role: 'first_frame', name: 'input_reference', as: ['file'] }],
  },
  retrieve: { method: 'GET', path: '/videos/{id}' },
  content: { method: 'GET', path: '/videos/{id}/content' },
  list: { method: 'GET', path: '/videos' },
  delete: { method: 'DELETE', path: '/videos/{id}' },
  models: { method: 'GET', path: '/models' },
  read: sharedReadings,
  statuses: sharedStatuses,
  result: ['content', 'url'],
  polling: { intervalMs: 2_000, maximumIntervalMs: 15_000 },
  capability: { seconds: { minimum: 1, step: 1 } },
});
