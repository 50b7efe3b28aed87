import { useSyncExternalStore } from 'react';
import { type Draft, useDraft } from '@/components/studio/draft';
import type { Model } from '@/lib/providers/wire';
import { contentOf, type Field, faultId, fieldId } from './field';

/** What a person has to be told of an error, wherever it comes from. */
export type Fault = { code: string; message: string; param: string | null; body: string | null };

/** Why the last send came back, or why the video failed that is being changed. */
export type Refusal = {
  error: Fault;
  provider: Model['firstframe']['provider'];
  /** The draft as it was sent. */
  draft: Draft;
  /** The part of it that has to change; `null` where that is not known. */
  field: Field | null;
  /** Whether it is the content that is not wanted, so that the same will be blocked again. */
  isContentBlocked: boolean;
  /** The video that it ended, where there is one. */
  videoId: string | null;
  /** Unix milliseconds. */
  at: number;
};

let refusal: Refusal | null = null;
let blocked: Draft | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function setRefusal(next: Refusal | null): void {
  refusal = next;
  if (next?.isContentBlocked) blocked = next.draft;
  for (const listener of listeners) listener();
}

export function getRefusal(): Refusal | null {
  return refusal;
}

export function useRefusal(): Refusal | null {
  return useSyncExternalStore(subscribe, getRefusal, () => null);
}

/** What a moderation looks at, and whose it is. */
const contentFields = [
  'prompt',
  'slotValues',
  'providerId',
  'model',
  'firstFrame',
  'lastFrame',
  'references',
] as const;

/** Whether a draft is the one that a moderation blocked: sending it again would lead to the same. */
export function isBlocked(draft: Draft): boolean {
  const earlier = blocked;
  return earlier !== null && contentFields.every((field) => draft[field] === earlier[field]);
}

/** The field that is wrong, for as long as it stands as it was refused. */
export function useFaultyField(): Field | null {
  const current = useRefusal();
  const field = current?.field ?? null;
  const isChanged = useDraft(
    (draft) =>
      current !== null && field !== null && contentOf(draft, field) !== contentOf(current.draft, field),
  );
  return isChanged ? null : field;
}

/** What ties a control to its field, and to the words that say what is wrong with it. */
export type FieldProps = { id: string; 'aria-invalid'?: true; 'aria-describedby'?: string };

export function fieldProps(field: Field, faulty: Field | null): FieldProps {
  if (field !== faulty) return { id: fieldId(field) };
  return { id: fieldId(field), 'aria-invalid': true, 'aria-describedby': faultId };
}
