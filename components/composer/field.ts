import type { Draft } from '@/components/studio/draft';

/** A part of the composer that can be wrong. A field of one provider alone goes by its name. */
export type Field =
  | 'prompt'
  | 'model'
  | 'size'
  | 'seconds'
  | 'takes'
  | 'fps'
  | 'seed'
  | 'negativePrompt'
  | 'user'
  | 'metadata'
  | 'firstFrame'
  | 'lastFrame'
  | 'references'
  | `option:${string}`;

/** The id of the control of a field. */
export function fieldId(field: Field): string {
  return `field-${field.replace(':', '-')}`;
}

/** The id of the words that say what is wrong with a field; only one is shown at a time. */
export const faultId = 'field-fault';

/** The fields that are in the bar; the others are in the panel. */
export const barFields: readonly Field[] = [
  'prompt',
  'firstFrame',
  'lastFrame',
  'model',
  'size',
  'seconds',
  'takes',
];

/** What stands in a field, to see whether it was changed. */
export function contentOf(draft: Draft, field: Field): unknown {
  if (field === 'model') return `${draft.providerId}\n${draft.model}`;
  if (field.startsWith('option:')) return draft.options[field.slice('option:'.length)] ?? '';
  return draft[field as Exclude<keyof Draft, 'options'>];
}
