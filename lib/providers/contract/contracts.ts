import type { EncodableRequest } from '@/lib/providers/encode';
import { azureFamily } from './families/azure';
import { litellmFamily } from './families/litellm';
import { newApiFamily } from './families/new-api';
import { openaiFamily } from './families/openai';
import { openrouterFamily } from './families/openrouter';
import { relaySoraFamily } from './families/relay-sora';
import { sglangFamily } from './families/sglang';
import { tokenopsFamily } from './families/tokenops';
import { v2GenerationsFamily } from './families/v2-generations';
import { vllmOmniFamily } from './families/vllm-omni';
import { xaiFamily } from './families/xai';
import type { Family } from './family';

type Role = 'first_frame' | 'last_frame' | 'reference';
type Form = 'file' | 'url' | 'data_uri' | 'base64';

/** One image, or one of each of several roles, and where each has to arrive. */
export type ImageCase = {
  model?: string;
  given: 'file' | 'url';
  images: { role: Role; field: string; forms: Form[] }[];
};

/** What a server is asked for, and what has to be on its wire then. */
export type Contract = {
  family: Family;
  model: string;
  /** Others that its documents know something of. */
  models?: string[];
  /** Everything that its document has a field for. */
  request: Omit<EncodableRequest, 'model' | 'prompt' | 'images'>;
  /** Parts as texts, JSON as it is; what a document leaves open is not here. */
  wire: Record<string, unknown>;
  /** How the size is written; `pixels` is `size`, or `width` and `height`. */
  size: 'pixels' | 'named' | 'either';
  images: ImageCase[];
};

const file = (role: Role, field: string, forms: Form[], model?: string): ImageCase => ({
  model,
  given: 'file',
  images: [{ role, field, forms }],
});
const url = (role: Role, field: string, forms: Form[], model?: string): ImageCase => ({
  model,
  given: 'url',
  images: [{ role, field, forms }],
});

const openaiImages = [
  file('first_frame', 'input_reference', ['file']),
  url('first_frame', 'input_reference', ['file']),
];
const openaiWire = { seconds: '8', size: '1280x720' };

export const contracts: Contract[] = [
  {
    family: openaiFamily,
    model: 'sora-2',
    models: ['sora-2-pro', 'sora-2-2025-12-08', 'sora-2-pro-2025-10-06'],
    request: { size: '1280x720', seconds: 8 },
    wire: openaiWire,
    size: 'pixels',
    images: openaiImages,
  },
  {
    family: azureFamily,
    model: 'my-deployment',
    request: { size: '1280x720', seconds: 8 },
    wire: openaiWire,
    size: 'pixels',
    images: openaiImages,
  },
  {
    family: litellmFamily,
    model: 'azure/sora-2',
    request: { size: '1280x720', seconds: 8 },
    wire: openaiWire,
    size: 'pixels',
    images: openaiImages,
  },
  {
    family: relaySoraFamily,
    model: 'kling-v1',
    request: {
      size: '1280x720',
      seconds: 5,
      fps: 30,
      seed: 20231234,
      user: 'user-1234',
      negativePrompt: '模糊',
      metadata: { style: 'film', quality_level: 'high' },
    },
    wire: {
      duration: '5',
      width: '1280',
      height: '720',
      fps: '30',
      seed: '20231234',
      user: 'user-1234',
      metadata: { style: 'film', quality_level: 'high', negative_prompt: '模糊' },
    },
    size: 'pixels',
    images: [file('first_frame', 'image', ['base64']), url('first_frame', 'image', ['url', 'base64'])],
  },
  {
    family: newApiFamily,
    model: 'kling-v1',
    models: ['sora-2', 'sora-2-pro', 'doubao-seedance-1-0-pro-250528', 'wan2.5-i2v-preview'],
    request: {
      size: '1280x720',
      seconds: 5,
      seed: 20231234,
      negativePrompt: '模糊',
      metadata: { mode: 'pro' },
    },
    // Some channels read the length from here alone; a JSON number would be refused.
    wire: { seconds: '5', size: '1280x720' },
    size: 'pixels',
    images: [
      // A file reaches only some channels; at the others the image is dropped, and a text-to-video job is paid.
      file('first_frame', 'image', ['base64'], 'kling-v1'),
      url('first_frame', 'image', ['url', 'base64'], 'kling-v1'),
      file('first_frame', 'input_reference', ['file'], 'sora-2'),
      file('first_frame', 'input_reference', ['file'], 'veo-3.1-generate-preview'),
      {
        model: 'kling-v1',
        given: 'file',
        images: [
          { role: 'first_frame', field: 'image', forms: ['base64'] },
          { role: 'last_frame', field: 'metadata.image_tail', forms: ['base64'] },
        ],
      },
      {
        model: 'jimeng-video-3.0',
        given: 'file',
        images: [
          { role: 'first_frame', field: 'input_reference', forms: ['file'] },
          { role: 'last_frame', field: 'input_reference', forms: ['file'] },
        ],
      },
    ],
  },
  {
    family: tokenopsFamily,
    model: 'sora-2',
    request: { size: '1280x720', seconds: 8 },
    wire: openaiWire,
    size: 'pixels',
    images: openaiImages,
  },
  {
    family: vllmOmniFamily,
    model: 'Wan-AI/Wan2.2-T2V-A14B-Diffusers',
    request: { size: '1280x720', seconds: 4, fps: 24, seed: 7, negativePrompt: 'rain', user: 'u' },
    wire: { seconds: '4', fps: '24', seed: '7', negative_prompt: 'rain', user: 'u' },
    size: 'pixels',
    images: [file('first_frame', 'input_reference', ['file'])],
  },
  {
    family: sglangFamily,
    model: 'Wan-AI/Wan2.1-T2V-1.3B-Diffusers',
    request: { size: '1280x720', seconds: 4, fps: 24, seed: 7, negativePrompt: 'rain' },
    wire: { seconds: 4, fps: 24, seed: 7, negative_prompt: 'rain' },
    size: 'pixels',
    images: [file('first_frame', 'input_reference', ['file'])],
  },
  {
    family: openrouterFamily,
    model: 'google/veo-3.1',
    request: { size: '1280x720', seconds: 8, seed: 7 },
    wire: { duration: 8, seed: 7 },
    size: 'either',
    images: [
      file('first_frame', 'frame_images[0].image_url.url', ['data_uri']),
      url('first_frame', 'frame_images[0].image_url.url', ['url', 'data_uri']),
      {
        given: 'file',
        images: [
          { role: 'first_frame', field: 'frame_images[0].image_url.url', forms: ['data_uri'] },
          { role: 'last_frame', field: 'frame_images[1].image_url.url', forms: ['data_uri'] },
        ],
      },
      file('reference', 'input_references[0].image_url.url', ['data_uri']),
    ],
  },
  {
    family: xaiFamily,
    model: 'grok-imagine-video',
    request: { size: '1280x720', seconds: 8 },
    wire: { duration: 8 },
    size: 'named',
    images: [
      file('first_frame', 'image.url', ['data_uri']),
      url('first_frame', 'image.url', ['url', 'data_uri']),
      file('reference', 'reference_images[0].url', ['data_uri']),
    ],
  },
  {
    family: v2GenerationsFamily,
    model: 'kling-video/v1.6/pro',
    request: { size: '1280x720', seconds: 5, seed: 7 },
    wire: { duration: 5, seed: 7 },
    size: 'named',
    images: [
      file('first_frame', 'image_url', ['data_uri']),
      url('first_frame', 'image_url', ['url', 'data_uri']),
      {
        given: 'file',
        images: [
          { role: 'first_frame', field: 'image_url', forms: ['data_uri'] },
          { role: 'last_frame', field: 'last_image_url', forms: ['data_uri'] },
        ],
      },
      file('reference', 'image_urls[0]', ['data_uri']),
    ],
  },
];
