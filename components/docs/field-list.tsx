import { type Field, fieldsOf } from './describe-type';
import type { DocsWords } from './document';
import { RichText } from './rich-text';
import { TypeText } from './type-text';

type FieldListProps = {
  fields: readonly Field[];
  /** Of a request it is said what must be there, of an answer what may not be. */
  isAnswer?: boolean;
  words: DocsWords;
};

/** Fields with what each may be and means; what a field holds stands below it. */
export function FieldList({ fields, isAnswer = false, words }: FieldListProps) {
  return (
    <ul className="divide-y divide-line">
      {fields.map(({ name, schema, isRequired, note }) => {
        const inner = fieldsOf(schema);
        const mark = isAnswer ? !isRequired && words.optional : isRequired && words.required;
        return (
          <li key={name} className="py-2">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <code className="font-medium font-mono">{name}</code>
              <TypeText schema={schema} />
              {mark && <span className="text-muted">{mark}</span>}
              {note && <span className="text-muted">{note}</span>}
            </p>
            {schema.description && (
              <p className="max-w-prose text-muted">
                <RichText>{schema.description}</RichText>
              </p>
            )}
            {inner.length > 0 && (
              <div className="mt-2 border-line border-l pl-3 sm:pl-4">
                <FieldList fields={inner} isAnswer={isAnswer} words={words} />
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
