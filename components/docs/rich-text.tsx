/** Words of the document, which are English, in which `backticks` stand around what is code. */
export function RichText({ children }: { children: string }) {
  return (
    <span lang="en">
      {children.split('`').map((piece, index) =>
        index % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence never move.
          <code key={index} className="break-words font-mono text-text">
            {piece}
          </code>
        ) : (
          piece
        ),
      )}
    </span>
  );
}
