import { excerptOf, markWords } from './mark-words';

type MarkedProps = { text: string; search: string };

/** A few lines of a text, with what was looked for marked. */
export function Marked({ text, search }: MarkedProps) {
  let place = 0;
  return markWords(excerptOf(text, search), search).map((piece) => {
    place += 1;
    return piece.isMarked ? (
      <mark key={place} className="rounded-[3px] bg-accent-fill text-on-accent">
        {piece.text}
      </mark>
    ) : (
      piece.text
    );
  });
}
