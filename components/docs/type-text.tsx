import { describeType } from './describe-type';
import type { ApiSchema } from './document';

/** A type, with a link to each object that it names. */
export function TypeText({ schema }: { schema: ApiSchema }) {
  return (
    <span className="break-words font-mono text-faint">
      {describeType(schema).map(({ text, component }, index) =>
        component ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a type never move.
          <a key={index} href={`#schema-${text}`} className="text-muted underline hover:text-text">
            {text}
          </a>
        ) : (
          text
        ),
      )}
    </span>
  );
}
