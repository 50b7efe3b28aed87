import type { DraftImage } from '@/components/studio/draft';
import type { Model } from '@/lib/providers/wire';

const anything = { values: [], minimum: null, maximum: null, step: null };

/** A model of which nothing is known but what a test says. */
export function testModel(changes: Partial<Model['firstframe']> = {}): Model {
  const nothing: Model['firstframe'] = {
    provider: { id: 'p', label: 'P', is_demo: false },
    is_known: false,
    sizes: [],
    default_size: null,
    seconds: anything,
    default_seconds: null,
    fps: null,
    seed: false,
    negative_prompt: false,
    user: false,
    metadata: false,
    maximum_takes: 10,
    references: [],
    options: [],
    conditions: [],
    price: null,
  };
  return { id: 'm', object: 'model', created: 0, owned_by: 'p', firstframe: { ...nothing, ...changes } };
}

export function testImage(width = 1600, height = 1200): DraftImage {
  return { file: new File(['x'], 'a.png'), url: 'blob:a', width, height, framing: null };
}
