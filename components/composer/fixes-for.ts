import type { Draft, ImageSlot } from '@/components/studio/draft';
import type { Model } from '@/lib/providers/wire';
import type { Field } from './field';
import { nearest, nearestSize, readLongest, readNearest, readSizes } from './legal-values';
import { clamp } from './narrow-choices';
import type { Fault } from './refusal';
import { choicesOf } from './to-create';

/** One thing to press that makes a draft right. Nothing is sent by it. */
export type Fix =
  | { kind: 'seconds'; seconds: number }
  | { kind: 'size'; size: string }
  | { kind: 'fps'; fps: number }
  /** Opens the editor of an image. */
  | { kind: 'frame'; slot: ImageSlot }
  /** Lays the image into the video's size. */
  | { kind: 'fit'; slot: ImageSlot; size: string }
  /** Chooses another image. */
  | { kind: 'replace'; slot: ImageSlot }
  /** Goes there. */
  | { kind: 'edit'; field: Field }
  | { kind: 'chooseModel' }
  /** Leaves it out, or to the provider. */
  | { kind: 'clear'; field: Field };

/** What is worth a word besides the provider's. */
export type Hint =
  /** It calls itself moderation and speaks of a setting. */
  | { kind: 'looksLikeParameter' }
  | { kind: 'blockedContent' }
  | { kind: 'length'; count: number; longest: number | null };

export type Verdict = { field: Field | null; fixes: Fix[]; hint: Hint | null };

const longestSeconds = 120;
const mostFps = 240;
const tooLong = /too long|at most|max|exceed|limit|characters|length|过长|超出|超过|字符|字数/i;

/** Codes after which a change of the form helps; the others are about keys, credit, the network or the studio. */
const isAboutForm = new Set([
  'invalid_request',
  'unsupported_media_type',
  'too_large',
  'unsupported',
  'gone',
  'not_found',
  'provider_rejected',
  'moderation_blocked',
  'provider_not_found',
  'provider_too_large',
  'provider_unsupported',
]);

const contentFields = new Set<Field | null>(['prompt', 'firstFrame', 'lastFrame', 'references', null]);

function fixSeconds(message: string, model: Model, draft: Draft): Fix[] {
  const { seconds: limits } = model.firstframe;
  const sent = choicesOf(model, draft).choices.seconds;
  const said = readNearest(message, sent, longestSeconds);
  const isLegal = (seconds: number) => clamp(seconds, limits) === seconds;
  if (said !== null && isLegal(said) && said !== sent) return [{ kind: 'seconds', seconds: said }];
  const known = nearest(
    sent ?? 0,
    limits.values.filter((value) => value !== sent),
  );
  const inside = sent === null ? null : clamp(sent, limits);
  if (inside !== null && inside !== sent) return [{ kind: 'seconds', seconds: inside }];
  return known === null ? [] : [{ kind: 'seconds', seconds: known }];
}

function fixSize(message: string, model: Model, draft: Draft): Fix[] {
  const { sizes } = model.firstframe;
  const sent = choicesOf(model, draft).choices.size;
  const said = readSizes(message).filter((size) => sizes.length === 0 || sizes.includes(size));
  const size = nearestSize(sent, said) ?? nearestSize(sent, sizes);
  return size === null ? [] : [{ kind: 'size', size }];
}

function fixFps(message: string, model: Model, draft: Draft): Fix[] {
  const limits = model.firstframe.fps;
  const said = readNearest(message, draft.fps, mostFps);
  const fps =
    said ??
    (limits &&
      nearest(
        draft.fps ?? 24,
        limits.values.filter((value) => value !== draft.fps),
      ));
  const clear: Fix = { kind: 'clear', field: 'fps' };
  return fps === null || fps === draft.fps ? [clear] : [{ kind: 'fps', fps }, clear];
}

function fixImage(slot: ImageSlot, field: Field, model: Model, draft: Draft): Fix[] {
  const images = { firstFrame: draft.firstFrame, lastFrame: draft.lastFrame };
  const image = typeof slot === 'number' ? draft.references[slot] : images[slot];
  if (!image) return [{ kind: 'replace', slot }];
  const size = choicesOf(model, draft).choices.size;
  // Without a word of how, it is laid into the size by itself.
  const isAsItIs = image.framing?.fit === 'none' && size !== null && typeof slot !== 'number';
  const fit: Fix[] = isAsItIs ? [{ kind: 'fit', slot, size }] : [];
  return [{ kind: 'frame', slot }, ...fit, { kind: 'replace', slot }, { kind: 'clear', field }];
}

function fixesOf(field: Field, message: string, model: Model, draft: Draft): Fix[] {
  switch (field) {
    case 'prompt':
      return [{ kind: 'edit', field }];
    case 'model':
      return [{ kind: 'chooseModel' }];
    case 'seconds':
      return fixSeconds(message, model, draft);
    case 'size':
      return fixSize(message, model, draft);
    case 'fps':
      return fixFps(message, model, draft);
    case 'firstFrame':
    case 'lastFrame':
      return fixImage(field, field, model, draft);
    case 'references':
      return fixImage(0, field, model, draft);
    case 'metadata':
      return [
        { kind: 'edit', field },
        { kind: 'clear', field },
      ];
    default:
      return [{ kind: 'clear', field }];
  }
}

function hintOf(error: Fault, field: Field | null, draft: Draft): Hint | null {
  if (error.code === 'moderation_blocked')
    return { kind: contentFields.has(field) ? 'blockedContent' : 'looksLikeParameter' };
  if (field !== 'prompt' || !tooLong.test(error.message)) return null;
  return { kind: 'length', count: [...draft.prompt].length, longest: readLongest(error.message) };
}

/** What can be pressed after a refusal, and what it says besides: the nearest right value, the place to change. */
export function fixesFor(error: Fault, field: Field | null, model: Model, draft: Draft): Verdict {
  if (!isAboutForm.has(error.code)) return { field: null, fixes: [], hint: null };
  const hint = hintOf(error, field, draft);
  if (field === null) return { field, fixes: [], hint };
  const isImage = field === 'firstFrame' || field === 'lastFrame' || field === 'references';
  if (hint?.kind !== 'blockedContent' || !isImage)
    return { field, fixes: fixesOf(field, error.message, model, draft), hint };
  const slot = field === 'references' ? 0 : field;
  return {
    field,
    fixes: [
      { kind: 'replace', slot },
      { kind: 'clear', field },
    ],
    hint,
  };
}

/** Whether a refusal is of what is shown and said, so that the same will be refused again. */
export function isContentBlocked(error: Fault, field: Field | null): boolean {
  return error.code === 'moderation_blocked' && contentFields.has(field);
}
