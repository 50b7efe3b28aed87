import { useSyncExternalStore } from 'react';
import type { Framing } from '@/lib/media/framing';
import { readAddress } from './draft-address';
import { describeImages, filesByName } from './kept-images';

/** An image in one of the slots, as the browser has read it. `url` shows it and is ours to revoke. */
export type DraftImage = {
  file: File;
  url: string;
  /** As people see it, upright. */
  width: number;
  height: number;
  /** How it is laid into the video's frame; `null` for as long as nobody has chosen. */
  framing: Framing | null;
  /** The public address that it came from, for providers that take nothing else. */
  sourceUrl?: string;
  /** Where the studio keeps these very pixels already. */
  keptUrl?: string;
  /** The frame of a video here that it is; `frame` counts from 0. */
  from?: { videoId: string; frame: number; seconds: number };
};

/** A place for an image: one of the two frames, or a reference by its number from 0. */
export type ImageSlot = 'firstFrame' | 'lastFrame' | number;

/** What is written in the form. A field that is empty is left to the provider. */
type Words = {
  prompt: string;
  /** What stands for the `{slots}` of the prompt, by their names. */
  slotValues: Readonly<Record<string, string>>;
  providerId: string | null;
  model: string | null;
  size: string | null;
  seconds: number | null;
  takes: number;
  fps: number | null;
  seed: number | null;
  /** Whether the seed stays from send to send; else each send is followed by a new one. */
  seedLocked: boolean;
  negativePrompt: string;
  user: string;
  /** JSON as it was typed. */
  metadata: string;
  /** Fields of one provider alone, by name, as they were typed. */
  options: Record<string, string>;
};

/** What the composer holds. It stays as it is after a send. */
export type Draft = Words & {
  firstFrame: DraftImage | null;
  lastFrame: DraftImage | null;
  references: readonly DraftImage[];
};

/** The form without what changes at every key. */
export type Settings = Omit<Draft, 'prompt' | 'slotValues'>;

const blankWords: Words = {
  prompt: '',
  slotValues: {},
  providerId: null,
  model: null,
  size: null,
  seconds: null,
  takes: 1,
  fps: null,
  seed: null,
  seedLocked: true,
  negativePrompt: '',
  user: '',
  metadata: '',
  options: {},
};

/** What stands in a form in which nothing was written yet. */
export const emptyDraft: Draft = { ...blankWords, firstFrame: null, lastFrame: null, references: [] };
const storageKey = 'firstframe.draft';

const isText = (value: unknown) => typeof value === 'string';
const isTextOrNull = (value: unknown) => value === null || isText(value);
const isTexts = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.values(value).every(isText);
const isNumberOrNull = (value: unknown) => value === null || Number.isFinite(value);

/** What may stand in each field between visits. Another release may have written it, or a person. */
const isSound: { [Field in keyof Words]: (value: unknown) => boolean } = {
  prompt: isText,
  slotValues: isTexts,
  providerId: isTextOrNull,
  model: isTextOrNull,
  size: isTextOrNull,
  seconds: isNumberOrNull,
  takes: (value) => Number.isInteger(value) && Number(value) >= 1,
  fps: isNumberOrNull,
  seed: isNumberOrNull,
  seedLocked: (value) => typeof value === 'boolean',
  negativePrompt: isText,
  user: isText,
  metadata: isText,
  options: isTexts,
};

/** Writing is slow beside typing, so it is done when somebody pauses, and at the latest when they leave. */
const rememberAfterMs = 300;

let draft = emptyDraft;
let settings: Settings = emptyDraft;
let isRestored = false;
let remembering: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Calls back after each change; the answer ends that. */
export function subscribeDraft(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Images as they were stored, while they are still being brought back. */
let awaited: unknown = null;
/** The names of the files that are kept for the next visit. */
let keptNames: ReadonlySet<string> = new Set();

/** The draft survives a reload: its words and choices here, with what its images are; their bytes elsewhere. */
function remember(): void {
  clearTimeout(remembering);
  remembering = undefined;
  const { firstFrame: _first, lastFrame: _last, references: _references, ...words } = draft;
  try {
    localStorage.setItem(storageKey, JSON.stringify({ ...words, images: awaited ?? describeImages(draft) }));
  } catch {
    // Storage may be full or forbidden; the draft then lasts as long as the page.
  }
}

/** Keeps the files of the draft that are not kept yet, and lets those go that are in it no more. */
async function rememberFiles(): Promise<void> {
  const { changeFiles } = await import('./image-files');
  const files = filesByName(draft);
  const added = new Map([...files].filter(([name]) => !keptNames.has(name)));
  const dropped = [...keptNames].filter((name) => !files.has(name));
  keptNames = new Set(files.keys());
  if (added.size > 0 || dropped.length > 0) await changeFiles(added, dropped);
}

function imagesOf({ firstFrame, lastFrame, references }: Draft): DraftImage[] {
  return [firstFrame, lastFrame, ...references].filter((image) => image !== null);
}

/** Changes part of the draft and leaves the rest. */
export function fillDraft(changes: Partial<Draft>): void {
  const kept = new Set(imagesOf({ ...draft, ...changes }).map(({ url }) => url));
  for (const { url } of imagesOf(draft)) if (!kept.has(url)) URL.revokeObjectURL(url);
  draft = { ...draft, ...changes };
  const isSet = Object.keys(changes).some((field) => field !== 'prompt' && field !== 'slotValues');
  if (isSet) settings = draft;
  if ('firstFrame' in changes || 'lastFrame' in changes || 'references' in changes) {
    // Who fills a slot before what was in it is back does not want it back.
    awaited = null;
    // Its code may not come while the studio is away; with the next change it is asked for again.
    void rememberFiles().catch(() => {});
  }
  remembering ??= setTimeout(remember, rememberAfterMs);
  for (const listener of listeners) listener();
}

/** The draft as it is now, for an event that needs it once. */
export function getDraft(): Draft {
  return draft;
}

/** The form without its words, as it is now. */
export function getSettings(): Settings {
  return settings;
}

/** What was stored, field by field: what cannot be read is left blank, and what can be is not lost with it. */
function readStored(): { words: Partial<Words>; images: unknown } | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '');
    if (typeof stored !== 'object' || stored === null) return null;
    const entries = Object.entries(stored).filter(
      ([field, value]) => Object.hasOwn(isSound, field) && isSound[field as keyof Words](value),
    );
    return { words: Object.fromEntries(entries), images: 'images' in stored ? stored.images : null };
  } catch {
    // Nothing was stored, or nothing that can be read; then one begins anew.
    return null;
  }
}

/** Brings back the images of the stored draft, unless a slot was filled meanwhile. */
async function restoreImages(stored: unknown): Promise<void> {
  const { bringBack, readKeptImages } = await import('./bring-back');
  const images = await bringBack(readKeptImages(stored));
  if (awaited === null || awaited !== stored) return;
  keptNames = new Set(filesByName(images).keys());
  fillDraft(images);
}

/**
 * Brings back what was there before. A prompt in the address, and what it may say of the choices, wins when the page is
 * opened by it, and not again when it is reloaded or come back to; it fills the form and nothing more, since a link must
 * never be able to spend money.
 */
export function restoreDraft(): void {
  if (isRestored) return;
  isRestored = true;
  const stored = readStored();
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  // Who comes back by the browser's history has been here already, as after a reload.
  const isBack = navigation?.type === 'reload' || navigation?.type === 'back_forward';
  const isTyped = isBack && stored !== null;
  awaited = stored?.images ?? null;
  fillDraft({ ...stored?.words, ...(isTyped ? {} : readAddress(location.search)) });
  void restoreImages(awaited).catch(() => {
    // Their code did not come; they are there at the next visit.
  });
  const leave = () => {
    if (remembering !== undefined) remember();
  };
  window.addEventListener('pagehide', leave);
  // A phone that takes the page away tells no more than that it is out of sight.
  document.addEventListener('visibilitychange', leave);
}

/** Part of the draft; the component is drawn again only when that part changes. */
export function useDraft<Part>(select: (draft: Draft) => Part): Part {
  return useSyncExternalStore(
    subscribeDraft,
    () => select(draft),
    () => select(emptyDraft),
  );
}

/** The form without its words: the component is drawn again when a choice changes, and not at every key. */
export function useSettings(): Settings {
  return useSyncExternalStore(subscribeDraft, getSettings, () => emptyDraft);
}
