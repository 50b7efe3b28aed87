import { mostOf } from '@/components/composer/to-create';
import type { Draft } from '@/components/studio/draft';
import type { Model } from '@/lib/providers/wire';
import type { Places } from './place-pictures';

/** What a model has places for, in a draft. As long as no model is known, a first frame. */
export function placesOf(model: Model | null, { references }: Pick<Draft, 'references'>): Places {
  if (!model) return { firstFrames: 1, lastFrames: 0, references: 0, filled: 0 };
  const most = mostOf(model, 'reference');
  return {
    firstFrames: mostOf(model, 'first_frame'),
    lastFrames: mostOf(model, 'last_frame'),
    references: most,
    filled: Math.min(references.length, most),
  };
}
