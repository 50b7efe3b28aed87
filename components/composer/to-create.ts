import type { Draft, DraftImage, Settings } from '@/components/studio/draft';
import type { CreateVideo } from '@/lib/client/create-video';
import { defaultFraming, type Framing } from '@/lib/media/framing';
import type { Model } from '@/lib/providers/wire';
import { clamp, narrowChoices } from './narrow-choices';
import { fillSlots, unescapePrompt } from './prompt-slots';

/** How many images of a role a model takes. */
export function mostOf({ firstframe }: Model, role: 'first_frame' | 'last_frame' | 'reference'): number {
  return firstframe.references.find((reference) => reference.role === role)?.maximum ?? 0;
}

/** Whether the draft holds a first frame that this model takes. */
export function hasFirstFrame(model: Model, draft: Settings): boolean {
  return mostOf(model, 'first_frame') > 0 && (draft.firstFrame !== null || draft.imageUrl.trim() !== '');
}

/** The size and length that go out, and what of the wish had to change for it. */
export function choicesOf(model: Model, draft: Settings) {
  return narrowChoices(model, draft, { hasReference: hasFirstFrame(model, draft) });
}

/** The first frame that goes out: an address where only an address is taken, else the file before the address. */
function firstFrameOf(model: Model, draft: Settings): File | string | null {
  const field = model.firstframe.references.find(({ role }) => role === 'first_frame');
  if (!field) return null;
  const url = draft.imageUrl.trim() || null;
  return field.needs_url ? url : (draft.firstFrame?.file ?? url);
}

/**
 * How an image is laid into the frame: as was chosen, else so that it fills the frame. `null` where nothing is done to
 * it: it is not sent, or as an address, or the provider decides on the size.
 */
export function framingOf(
  { firstframe }: Model,
  role: 'first_frame' | 'last_frame',
  image: DraftImage | null,
  size: string | null,
): Framing | null {
  const field = firstframe.references.find((reference) => reference.role === role);
  if (!image || !field || field.needs_url || size === null) return null;
  const chosen = image.framing ?? defaultFraming;
  return field.is_fitted && chosen.fit === 'none' ? defaultFraming : chosen;
}

/** The options that the model has and that something was written for. */
function optionsOf(model: Model, { options }: Settings): Record<string, string> {
  const names = new Set(model.firstframe.options.map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(options).filter(([name, text]) => names.has(name) && text.trim() !== ''),
  );
}

/** What of the settings is sent to a model: what it takes, and nothing else. */
export function settingsToCreate(model: Model, draft: Settings): Omit<CreateVideo, 'prompt'> {
  const { provider, fps, seed, negative_prompt, user, metadata, maximum_takes } = model.firstframe;
  const { size, seconds } = choicesOf(model, draft).choices;
  return {
    providerId: provider.id,
    model: model.id,
    size,
    seconds,
    takes: Math.min(draft.takes, maximum_takes),
    fps: fps !== null && draft.fps !== null ? clamp(draft.fps, fps) : null,
    seed: seed ? draft.seed : null,
    negativePrompt: negative_prompt ? draft.negativePrompt.trim() : '',
    user: user ? draft.user.trim() : '',
    metadata: metadata ? draft.metadata.trim() : '',
    options: optionsOf(model, draft),
    firstFrame: firstFrameOf(model, draft),
    lastFrame: mostOf(model, 'last_frame') > 0 ? (draft.lastFrame?.file ?? null) : null,
    framing: framingOf(model, 'first_frame', draft.firstFrame, size),
    lastFrameFraming: framingOf(model, 'last_frame', draft.lastFrame, size),
    references: draft.references.slice(0, mostOf(model, 'reference')).map(({ file }) => file),
  };
}

/** The prompt that goes out: its slots filled, and what is escaped in it as such. */
function promptOf({ prompt, slotValues }: Draft): string {
  return unescapePrompt(fillSlots(prompt, slotValues));
}

/** What of a draft is sent to a model. */
export function toCreate(model: Model, draft: Draft): CreateVideo {
  return { prompt: promptOf(draft), ...settingsToCreate(model, draft) };
}

/** Wishes of the panel, by the names of their messages. */
const wishes = ['fps', 'seed', 'negativePrompt', 'user', 'metadata'] as const;
export type Wish = (typeof wishes)[number] | 'lastFrame' | 'references';

/** What was wished for and is not sent, because this model does not take it. It comes back with a model that does. */
export function leftBehind(model: Model, draft: Settings): { wishes: Wish[]; options: string[] } {
  const { fps, seed, negative_prompt, user, metadata } = model.firstframe;
  const isTaken = { fps: fps !== null, seed, negativePrompt: negative_prompt, user, metadata };
  const left: Wish[] = wishes.filter((wish) => {
    const value = draft[wish];
    return !isTaken[wish] && value !== null && value !== '';
  });
  if (draft.lastFrame && mostOf(model, 'last_frame') === 0) left.push('lastFrame');
  if (draft.references.length > mostOf(model, 'reference')) left.push('references');
  const names = new Set(model.firstframe.options.map(({ name }) => name));
  const options = Object.entries(draft.options).filter(([name, text]) => text !== '' && !names.has(name));
  return { wishes: left, options: options.map(([name]) => name) };
}

/** How many fields beyond the bar are set and sent. */
export function countMore(model: Model, draft: Settings): number {
  const create = settingsToCreate(model, draft);
  const set = [
    create.takes > 1,
    create.fps !== null,
    create.seed !== null,
    create.negativePrompt !== '',
    create.user !== '',
    create.metadata !== '',
    create.lastFrame !== null,
    typeof create.firstFrame === 'string',
  ];
  return set.filter(Boolean).length + create.references.length + Object.keys(create.options).length;
}

/** Why a text is no JSON object, in the browser's words; `null` where it is one, or empty. */
export function faultOfMetadata(text: string): string | null {
  if (text.trim() === '') return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? null : '{…}';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
