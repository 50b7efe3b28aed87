import type { Saved } from '@/lib/prompts/wire';
import { requestJson, withBody } from './api';
import { promptImprovementSchema, promptImproverSchema, removedSavedSchema, savedSchema } from './schemas';

/** What is saved under a name, without what the studio adds. */
export type NewSaved =
  | Pick<Extract<Saved, { kind: 'prompt' }>, 'kind' | 'name' | 'body'>
  | Pick<Extract<Saved, { kind: 'settings' }>, 'kind' | 'name' | 'body'>;

/** Saves a prompt or settings. @throws ApiError whose `param` names the field it is about */
export function save(wish: NewSaved) {
  return requestJson(savedSchema, '/api/saved', withBody('POST', wish));
}

/** Renames or changes what is saved. @throws ApiError whose `param` names the field it is about */
export function changeSaved(id: string, change: Partial<Pick<NewSaved, 'name' | 'body'>>) {
  return requestJson(savedSchema, `/api/saved/${encodeURIComponent(id)}`, withBody('PATCH', change));
}

export function removeSaved(id: string) {
  return requestJson(removedSavedSchema, `/api/saved/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

/** What a chat endpoint is set up with. An absent key stays; `null` takes it away. */
export type ImproverWish = {
  base_url: string;
  api_key?: string | null;
  model: string;
  instruction: string | null;
};

/** Sets up what improves prompts. @throws ApiError whose `param` names the field it is about */
export function setImprover(wish: ImproverWish) {
  return requestJson(promptImproverSchema, '/api/prompt-improver', withBody('PUT', wish));
}

export function removeImprover() {
  return requestJson(promptImproverSchema, '/api/prompt-improver', { method: 'DELETE' });
}

/** Asks for a better prompt, once; it may cost money. */
export function improvePrompt(
  wish: { prompt: string; has_first_frame: boolean; model?: string },
  signal: AbortSignal,
) {
  return requestJson(promptImprovementSchema, '/api/prompt-improvements', {
    ...withBody('POST', wish),
    signal,
  });
}
