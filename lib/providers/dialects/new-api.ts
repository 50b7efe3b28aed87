import 'server-only';
import { type Dialect, dialectSchema } from '@/lib/providers/dialect';
import { relaySoraDialect } from './relay-sora';

/**
 * New-API (QuantumNous/new-api @ 7c28993f6) as its code behaves, whatever its pages say.
 *
 * - Length as text `seconds` *and* number `duration`: each adaptor reads one of them (`relay/channel/task/*`).
 * - What the parser has no field for is read from `metadata`, whose part replaces everything that was folded into it
 *   (`relay/common/relay_utils.go`); so size in numbers, fps, seed and user go there, and `size` goes as text.
 * - `image` is text for most adaptors, and an uploaded file is dropped without a word; the adaptors of sora, veo, gemini
 *   and jimeng read uploaded files named `input_reference` instead. Ali (wan) wants `1920*1080`, and a tier (`720P`) where a
 *   model is made for images. Hailuo reads `metadata.first_frame_image`. Kling's last frame is `metadata.image_tail`.
 *   Doubao (seedance) ignores `size` and reads `metadata.resolution` and `metadata.ratio`. Vidu takes the tier for its size
 *   (`1080p`); its `images` are left alone, because one part of that name is refused and only two are a list.
 * - The sora adaptor hands every field on to a server that may refuse what it does not know, so it gets the four only;
 *   its sizes: the engine's own check (`invalid_size`).
 */
const words = [
  { from: 'model', name: 'model', as: 'string' },
  { from: 'prompt', name: 'prompt', as: 'string' },
] as const;
const lengths = [
  { from: 'seconds', name: 'seconds', as: 'string' },
  { from: 'seconds', name: 'duration', as: 'integer' },
] as const;
const extras = [
  { from: 'metadata', name: 'metadata', as: 'json' },
  { from: 'negativePrompt', name: 'metadata.negative_prompt', as: 'string' },
  { from: 'width', name: 'metadata.width', as: 'integer' },
  { from: 'height', name: 'metadata.height', as: 'integer' },
  { from: 'fps', name: 'metadata.fps', as: 'integer' },
  { from: 'seed', name: 'metadata.seed', as: 'integer' },
  { from: 'user', name: 'metadata.user', as: 'string' },
] as const;
const uploads = [
  { role: 'first_frame', name: 'input_reference', as: ['file'], maximumBytes: 20 * 1024 * 1024 },
] as const;
const texts = [{ role: 'first_frame', name: 'image', as: ['url', 'base64'] }] as const;
/** Ark, DashScope and Vidu say what an image is by its data URI. */
const dataUris = [{ role: 'first_frame', name: 'image', as: ['url', 'data_uri'] }] as const;

export const newApiDialect: Dialect = dialectSchema.parse({
  ...relaySoraDialect,
  id: 'new-api',
  label: 'New-API relay',
  create: {
    ...relaySoraDialect.create,
    fields: [...words, ...lengths, { from: 'size', name: 'size', as: 'string' }, ...extras],
    options: [{ name: 'mode', type: 'text' }],
    references: [...texts, { role: 'last_frame', name: 'metadata.image_tail', as: ['url', 'base64'] }],
  },
  remix: { method: 'POST', path: '/videos/{id}/remix' },
  modelRules: [
    ...[
      { match: 'sora-2-pro*', sizes: ['720x1280', '1280x720', '1792x1024', '1024x1792'] },
      { match: 'sora*', sizes: ['720x1280', '1280x720'] },
    ].map(({ match, sizes }) => ({
      match,
      fields: [
        ...words,
        { from: 'seconds' as const, name: 'seconds', as: 'string' as const },
        { from: 'size' as const, name: 'size', as: 'string' as const },
      ],
      options: [],
      references: [{ ...uploads[0], as: ['file' as const], mustMatchSize: true }],
      capability: {
        sizes,
        defaultSize: '720x1280',
        seconds: { values: [4, 8, 12] },
        defaultSeconds: 4,
      },
    })),
    { match: 'veo*', references: [...uploads] },
    { match: 'gemini*', references: [...uploads] },
    {
      match: 'jimeng*',
      references: [
        { role: 'first_frame', name: 'input_reference', as: ['file'], maximumBytes: 4_700_000 },
        { role: 'last_frame', name: 'input_reference', as: ['file'], maximumBytes: 4_700_000 },
      ],
    },
    ...['doubao*', 'seedance*'].map((match) => ({
      match,
      fields: [
        ...words,
        { from: 'seconds' as const, name: 'seconds', as: 'string' as const },
        ...extras,
        { from: 'resolution' as const, name: 'metadata.resolution', as: 'string' as const },
        { from: 'aspectRatio' as const, name: 'metadata.ratio', as: 'string' as const },
      ],
      references: [...dataUris],
    })),
    {
      match: 'vidu*',
      fields: [...words, ...lengths, { from: 'resolution', name: 'size', as: 'string' }, ...extras],
      references: [...dataUris],
    },
    {
      match: 'wan*i2v*',
      fields: [
        ...words,
        ...lengths,
        { from: 'resolution', name: 'size', as: 'string', isUpperCase: true },
        ...extras,
      ],
      references: [...dataUris],
    },
    {
      match: 'wan*',
      fields: [...words, ...lengths, { from: 'size', name: 'size', as: 'string', separator: '*' }, ...extras],
      references: [...dataUris],
    },
    ...['hailuo*', 'minimax*'].map((match) => ({
      match,
      references: [
        {
          role: 'first_frame' as const,
          name: 'metadata.first_frame_image',
          as: ['url', 'data_uri'] as const,
        },
      ],
    })),
  ],
});
