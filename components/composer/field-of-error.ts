import type { ApiError } from '@/lib/client/api';

/** The parts of the composer that an error can be about. */
export type Field = 'prompt' | 'model' | 'size' | 'seconds' | 'firstFrame';

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
  input_reference: 'firstFrame',
  image: 'firstFrame',
};

/** The part that has to change before it is sent again, or `null` where the error is about none. */
export function fieldOfError(error: ApiError | null): Field | null {
  // A provider may name a part of a field: `input_reference[image_url]`.
  const name = error?.param?.split(/[.[]/)[0] ?? '';
  return Object.hasOwn(fields, name) ? (fields[name] ?? null) : null;
}
