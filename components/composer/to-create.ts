import type { Draft, DraftImage, Settings } from '@/components/studio/draft';
import type { CreateVideo } from '@/lib/client/create-video';
import { messageOf } from '@/lib/client/message-of';
import { defaultFraming, type Framing } from '@/lib/media/framing';
import type { Model, WireOption } from '@/lib/providers/wire';
import { firstPrompt } from './expand-prompt';
import { clamp, type Narrowing, narrowChoices } from './narrow-choices';

type Role = Model['firstframe']['references'][number]['role'];

/** How many images of a role a model takes. */
export function mostOf({ firstframe }: Model, role: Role): number {
  return firstframe.references.find((reference) => reference.role === role)?.maximum ?? 0;
}

/**
 * An image as it goes out: its public address where only an address is taken, else where the studio keeps it, else its
 * bytes. `null` where it cannot go out.
 */
function toSend(model: Model, role: Role, image: DraftImage | null): File | string | null {
  const field = model.firstframe.references.find((reference) => reference.role === role);
  if (!field || !image) return null;
  return field.needs_url ? (image.sourceUrl ?? null) : (image.keptUrl ?? image.file);
}

/** Which frame of which video an image that goes out is. */
function originOf(model: Model, role: Role, image: DraftImage | null): DraftImage['from'] {
  return toSend(model, role, image) === null ? undefined : image?.from;
}

function referencesOf(model: Model, { references }: Settings): (File | string)[] {
  return references
    .slice(0, mostOf(model, 'reference'))
    .map((image) => toSend(model, 'reference', image))
    .filter((image) => image !== null);
}

/** Whether the draft holds a first frame that goes out to this model. */
export function hasFirstFrame(model: Model, draft: Settings): boolean {
  return toSend(model, 'first_frame', draft.firstFrame) !== null;
}

/** The size and length that go out, and what of the wish had to change for it. */
export function choicesOf(model: Model, draft: Settings) {
  return narrowChoices(model, draft, { hasReference: hasFirstFrame(model, draft) });
}

/** What else of the wish a model cannot take as it is: a rate of frames, a number of takes. */
export function narrowRest(
  { firstframe }: Model,
  { fps, takes }: Settings,
): { changes: Partial<Draft>; narrowings: Narrowing[] } {
  const { fps: limits, maximum_takes: most } = firstframe;
  const changes: Partial<Draft> = {};
  const narrowings: Narrowing[] = [];
  const rate = fps !== null && limits !== null ? clamp(fps, limits) : fps;
  if (rate !== null && rate !== fps) {
    changes.fps = rate;
    narrowings.push({ field: 'fps', from: String(fps), to: String(rate), because: 'model' });
  }
  if (takes > most) {
    changes.takes = most;
    narrowings.push({ field: 'takes', from: String(takes), to: String(most), because: 'model' });
  }
  return { changes, narrowings };
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

/** Whether an option takes a text; another model's option of the same name may take others. */
function isTaken({ type, choices, minimum, maximum }: WireOption, text: string): boolean {
  if (type === 'boolean') return text === 'true' || text === 'false';
  if (type === 'text') return choices.length === 0 || choices.includes(text);
  if (type === 'json') return true;
  const number = Number(text);
  const isRight = type === 'integer' ? Number.isInteger(number) : Number.isFinite(number);
  return isRight && number >= (minimum ?? number) && number <= (maximum ?? number);
}

/** The options that the model has and takes, and the names of those that something was written for in vain. */
function sortOptions({ firstframe }: Model, { options }: Settings) {
  const written = Object.entries(options).filter(([, text]) => text.trim() !== '');
  const known = new Map(firstframe.options.map((option) => [option.name, option]));
  const isSent = ([name, text]: [string, string]) => {
    const option = known.get(name);
    return option !== undefined && isTaken(option, text.trim());
  };
  const left = written.filter((entry) => !isSent(entry)).map(([name]) => name);
  return { sent: Object.fromEntries(written.filter(isSent)), left };
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
    options: sortOptions(model, draft).sent,
    firstFrame: toSend(model, 'first_frame', draft.firstFrame),
    lastFrame: toSend(model, 'last_frame', draft.lastFrame),
    framing: framingOf(model, 'first_frame', draft.firstFrame, size),
    lastFrameFraming: framingOf(model, 'last_frame', draft.lastFrame, size),
    firstFrameFrom: originOf(model, 'first_frame', draft.firstFrame),
    lastFrameFrom: originOf(model, 'last_frame', draft.lastFrame),
    references: referencesOf(model, draft),
  };
}

/** What of a draft is sent to a model, with the slots of its prompt filled; of several prompts the first. */
export function toCreate(model: Model, draft: Draft): CreateVideo {
  return { prompt: firstPrompt(draft.prompt, draft.slotValues), ...settingsToCreate(model, draft) };
}

/** Wishes of the panel, by the names of their messages. */
const wishes = ['fps', 'seed', 'negativePrompt', 'user', 'metadata'] as const;
export type Wish = (typeof wishes)[number] | 'lastFrame' | 'references' | 'referencesOver';

/** What was wished for and is not sent, because this model does not take it. It comes back with a model that does. */
export function leftBehind(model: Model, draft: Settings): { wishes: Wish[]; options: string[] } {
  const { fps, seed, negative_prompt, user, metadata } = model.firstframe;
  const takes = { fps: fps !== null, seed, negativePrompt: negative_prompt, user, metadata };
  const left: Wish[] = wishes.filter((wish) => {
    const value = draft[wish];
    return !takes[wish] && value !== null && value !== '';
  });
  if (draft.lastFrame && toSend(model, 'last_frame', draft.lastFrame) === null) left.push('lastFrame');
  const most = mostOf(model, 'reference');
  if (draft.references.length > most && most > 0) left.push('referencesOver');
  else if (draft.references.length > referencesOf(model, draft).length) left.push('references');
  return { wishes: left, options: sortOptions(model, draft).left };
}

/** How many fields beyond the bar are set and sent. */
export function countMore(model: Model, draft: Settings): number {
  const create = settingsToCreate(model, draft);
  const set = [
    create.fps !== null,
    create.seed !== null,
    create.negativePrompt !== '',
    create.user !== '',
    create.metadata !== '',
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
    return messageOf(error);
  }
}
