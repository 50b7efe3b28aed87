import { diffArrays } from 'diff';

/** A piece of a text that was changed: in both, only in the one before, or only in the one after. */
export type DifferencePiece = { kind: 'same' | 'removed' | 'added'; text: string };

/** A text as its words and what stands between them, in whatever language it is. */
function splitWords(text: string, language: string): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** What was taken out of a text and put into it, word by word. */
export function wordDifference(before: string, after: string, language: string): DifferencePiece[] {
  const changes = diffArrays(splitWords(before, language), splitWords(after, language));
  return changes.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}
