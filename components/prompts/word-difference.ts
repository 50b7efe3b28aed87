import { diffArrays } from 'diff';

/** A piece of a text that was changed: in both, only in the one before, or only in the one after. */
export type DifferencePiece = { kind: 'same' | 'removed' | 'added'; text: string };

/** A text as its words, in whatever language it is, each with the blanks behind it. */
function splitWords(text: string, language: string): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const words: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    if (segment.trim() === '' && words.length > 0) words.push(`${words.pop()}${segment}`);
    else words.push(segment);
  }
  return words;
}

/** Words are the same whatever blanks stand behind them, or a new word would tear those around it apart. */
const isSame = (one: string, other: string) => one.trim() === other.trim();

/**
 * What was taken out of a text and put into it, word by word. What is the same and what was added is the text after it,
 * letter for letter; a change of blanks alone is none.
 */
export function wordDifference(before: string, after: string, language: string): DifferencePiece[] {
  const words = splitWords(before, language);
  const changes = diffArrays(words, splitWords(after, language), { comparator: isSame });
  let at = 0;
  let shown = '';
  return changes.map(({ value, added, removed }) => {
    // The blank between what stays and what goes may have gone with the word before.
    const gap = /\s*$/.exec(words[at - 1] ?? '')?.[0] ?? '';
    const isTorn = removed && gap !== '' && /\S$/.test(shown);
    const text = (isTorn ? gap : '') + value.join('');
    if (!added) at += value.length;
    shown = text;
    return { kind: added ? 'added' : removed ? 'removed' : 'same', text };
  });
}
