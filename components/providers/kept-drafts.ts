import type { ProviderDraft } from './provider-draft';

/**
 * What was typed and not saved, by provider (`new` for one that is not connected yet), so that a step to another page of
 * the studio and back loses nothing. Never the key: it is not kept anywhere in the browser.
 */
const drafts = new Map<string, ProviderDraft>();

/** What was left in a form, or `null`. */
export function keptDraft(id: string): ProviderDraft | null {
  return drafts.get(id) ?? null;
}

/** Keeps what is in a form, but for its key; `null` forgets it. */
export function keepDraft(id: string, draft: ProviderDraft | null): void {
  if (draft) drafts.set(id, { ...draft, apiKey: '' });
  else drafts.delete(id);
}
