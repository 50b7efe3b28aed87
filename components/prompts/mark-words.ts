/** A piece of a text, and whether it is one of the words that were looked for. */
export type MarkedPiece = { text: string; isMarked: boolean };

/** A text in pieces, with every place marked where one of the words of a search stands, whatever its case. */
export function markWords(text: string, search: string): MarkedPiece[] {
  const words = search.split(/\s+/).filter(Boolean);
  if (words.length === 0) return [{ text, isMarked: false }];
  // The longest first, so that of two words that begin alike the whole of one is marked.
  words.sort((one, other) => other.length - one.length);
  const either = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  return text
    .split(new RegExp(`(${either})`, 'iu'))
    .map((piece, index) => ({ text: piece, isMarked: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

/** The part of a text worth showing in a few lines: from a little before the first word that was looked for. */
export function excerptOf(text: string, search: string, longest = 400): string {
  const pieces = markWords(text, search);
  const before = pieces[0]?.isMarked ? 0 : (pieces[0]?.text.length ?? 0);
  const isFar = pieces.length > 1 && before > 120;
  const from = isFar ? before - 60 : 0;
  const part = text.slice(from, from + longest).toWellFormed();
  return `${isFar ? '…' : ''}${part}${from + longest < text.length ? '…' : ''}`;
}
