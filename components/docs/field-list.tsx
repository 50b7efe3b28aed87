import { type Field, fieldsOf } from './describe-type';
import type { DocsWords } from './document';
import { RichText } from './rich-text';
import { TypeText } from './type-text';

/** Fields with what each may be and means; what a field holds stands below it. */
export function FieldList({ fields, words }: { fields: readonly Field[]; words: DocsWords }) {
  return (
    <ul className="divide-y divide-line">
      {fields.map(({ name, schema, isRequired }) => {
        const inner = fieldsOf(schema);
        return (
          <li key={name} className="py-2">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <code className="font-medium font-mono">{name}</code>
              <TypeText schema={schema} />
              {isRequired && <span className="text-muted">{words.required}</span>}
            </p>
            {schema.description && (
              <p className="max-w-prose text-muted">
                <RichText>{schema.description}</RichText>
              </p>
            )}
            {inner.length > 0 && (
              <div className="mt-2 border-line border-l pl-3 sm:pl-4">
                <FieldList fields={inner} words={words} />
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
