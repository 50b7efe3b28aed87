import { useSyncExternalStore } from 'react';
import { z } from 'zod/mini';

/** The image in the first-frame slot, as the browser has read it. `url` shows it and is ours to revoke. */
export type FirstFrame = { file: File; url: string; width: number; height: number };

/** What the composer holds. It stays as it is after a send. */
export type Draft = {
  prompt: string;
  providerId: string | null;
  model: string | null;
  size: string | null;
  seconds: number | null;
  firstFrame: FirstFrame | null;
};

const blank: Draft = {
  prompt: '',
  providerId: null,
  model: null,
  size: null,
  seconds: null,
  firstFrame: null,
};
const storageKey = 'firstframe.draft';

/** What is kept between visits. Another release may have written it, or a person. */
const storedSchema = z.object({
  prompt: z.string(),
  providerId: z.nullable(z.string()),
  model: z.nullable(z.string()),
  size: z.nullable(z.string()),
  seconds: z.nullable(z.number()),
});

let draft = blank;
let isRestored = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The words and choices survive a reload; the image does not, since a browser keeps no file for us. */
function remember(): void {
  const { firstFrame: _firstFrame, ...words } = draft;
  try {
    localStorage.setItem(storageKey, JSON.stringify(words));
  } catch {
    // Storage may be full or forbidden; the draft then lasts as long as the page.
  }
}

/** Changes part of the draft and leaves the rest. */
export function fillDraft(changes: Partial<Draft>): void {
  if (
    changes.firstFrame !== undefined &&
    draft.firstFrame &&
    draft.firstFrame.url !== changes.firstFrame?.url
  ) {
    URL.revokeObjectURL(draft.firstFrame.url);
  }
  draft = { ...draft, ...changes };
  remember();
  for (const listener of listeners) listener();
}

/** The draft as it is now, for an event that needs it once. */
export function getDraft(): Draft {
  return draft;
}

function readStored(): z.infer<typeof storedSchema> | null {
  try {
    return storedSchema.parse(JSON.parse(localStorage.getItem(storageKey) ?? ''));
  } catch {
    // Nothing was stored, or nothing that can be read; then one begins anew.
    return null;
  }
}

/**
 * Brings back what was typed before. A prompt in the address wins when the page is opened by it, and not again when it
 * is reloaded; it fills the form and nothing more, since a link must never be able to spend money.
 */
export function restoreDraft(): void {
  if (isRestored) return;
  isRestored = true;
  const stored = readStored();
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const isTyped = navigation?.type === 'reload' && stored !== null;
  const prompt = isTyped ? null : new URLSearchParams(location.search).get('prompt');
  fillDraft({ ...stored, ...(prompt === null ? {} : { prompt }) });
}

/** Part of the draft; the component is drawn again only when that part changes. */
export function useDraft<Part>(select: (draft: Draft) => Part): Part {
  return useSyncExternalStore(
    subscribe,
    () => select(draft),
    () => select(blank),
  );
}
