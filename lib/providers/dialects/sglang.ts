import 'server-only';
import { type Dialect, dialectSchema } from '@/lib/providers/dialect';
import { sharedReadings, sharedStatuses } from './shared-readings';

/**
 * SGLang diffusion, and FastVideo, which serves the same API for one model on one's own machine.
 *
 * - Fields and their types (`seconds` is an int, unlike OpenAI's; `extra_params` is JSON text), the file
 *   `input_reference`: sgl-project/sglang `python/sglang/multimodal_gen/runtime/entrypoints/openai/{protocol,video_api}.py`
 *   @ 020befb; hao-ai-lab/FastVideo `fastvideo/entrypoints/openai/video_api.py` @ 2f3d407.
 * - JSON unless a file goes along: some ages of it refuse a multipart body without a file (`video_api.py` @ 00ae37c8).
 * - `n` makes several files of one job, told apart by an integer `variant`; one job is one video here, so it is left at 1.
 * - The model is described at `/models` (docs.sglang.io, `sglang-diffusion/api/openai_api.md`), by `model_path`.
 * - A result in the cloud has a `url` and its `/content` answers 400, hence both places.
 * - Jobs live in memory: after a restart they are gone for good. There is no key unless a proxy asks for one.
 */
export const sglangDialect: Dialect = dialectSchema.parse({
  id: 'sglang',
  label: 'SGLang or FastVideo',
  auth: { header: 'authorization', scheme: 'Bearer' },
  create: {
    method: 'POST',
    path: '/videos',
    encoding: 'auto',
    fields: [
      { from: 'model', name: 'model', as: 'string' },
      { from: 'prompt', name: 'prompt', as: 'string' },
      { from: 'negativePrompt', name: 'negative_prompt', as: 'string' },
      { from: 'seconds', name: 'seconds', as: 'integer' },
      { from: 'size', name: 'size', as: 'string' },
      { from: 'fps', name: 'fps', as: 'integer' },
      { from: 'seed', name: 'seed', as: 'integer' },
    ],
    options: [
      { name: 'num_frames', type: 'integer', minimum: 1, isRare: true },
      { name: 'num_inference_steps', type: 'integer', minimum: 1 },
      { name: 'guidance_scale', type: 'number' },
      { name: 'guidance_scale_2', type: 'number', isRare: true },
      { name: 'true_cfg_scale', type: 'number', isRare: true },
      { name: 'flow_shift', type: 'number', isRare: true },
      { name: 'enable_teacache', type: 'boolean', isRare: true },
      { name: 'extra_params', type: 'json', isRare: true },
    ],
    references: [{ role: 'first_frame', name: 'input_reference', as: ['file'] }],
  },
  retrieve: { method: 'GET', path: '/videos/{id}' },
  content: { method: 'GET', path: '/videos/{id}/content' },
  list: { method: 'GET', path: '/videos' },
  delete: { method: 'DELETE', path: '/videos/{id}' },
  models: { method: 'GET', path: '/models', id: ['id', 'name', 'model_path'] },
  read: sharedReadings,
  statuses: sharedStatuses,
  result: ['content', 'url'],
  polling: { intervalMs: 2_000, maximumIntervalMs: 15_000 },
});
