import type { Draft } from '@/components/studio/draft';
import type { Model } from '@/lib/providers/wire';
import type { Field } from './field';
import type { Fault } from './refusal';

/** Request fields, and which part of the composer they come from. */
const fields: Record<string, Field> = {
  prompt: 'prompt',
  model: 'model',
  provider: 'model',
  size: 'size',
  width: 'size',
  height: 'size',
  seconds: 'seconds',
  duration: 'seconds',
  n: 'takes',
  fps: 'fps',
  seed: 'seed',
  negative_prompt: 'negativePrompt',
  user: 'user',
  metadata: 'metadata',
  input_reference: 'firstFrame',
  image: 'firstFrame',
  first_frame: 'firstFrame',
  last_frame: 'lastFrame',
  reference_images: 'references',
  reference: 'references',
};

/** Errors that are about one thing, also when they name nothing. */
const fieldsOfCodes: Record<string, 'image' | 'prompt' | 'model'> = {
  unsupported_media_type: 'image',
  too_large: 'image',
  provider_too_large: 'image',
  moderation_blocked: 'prompt',
  provider_not_found: 'model',
};

/** The part that has to change before it is sent again, or `null` where the error is about none. */
export function fieldOfError(error: Fault, model: Model | null, draft: Draft): Field | null {
  const { param, code } = error;
  if (param !== null) {
    // A part of a field may be named: `input_reference[image_url]`.
    const name = param.split(/[.[]/)[0] ?? '';
    const isOption = model?.firstframe.options.some((option) => option.name === name);
    if (isOption) return `option:${name}`;
    return Object.hasOwn(fields, name) ? (fields[name] ?? null) : null;
  }
  const kind = Object.hasOwn(fieldsOfCodes, code) ? fieldsOfCodes[code] : undefined;
  if (kind !== 'image') return kind ?? null;
  return draft.firstFrame === null ? 'prompt' : 'firstFrame';
}
