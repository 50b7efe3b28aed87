import { CodeSample } from './code-sample';
import { fieldsOf } from './describe-type';
import { type ApiDocument, componentName, type DocsWords, type PlacedOperation } from './document';
import { FieldList } from './field-list';
import { OperationAnswers } from './operation-answers';
import { OperationName } from './operation-name';
import { RichText } from './rich-text';

type OperationSectionProps = {
  operation: PlacedOperation;
  components: ApiDocument['components'];
  words: DocsWords;
};

/** Where a parameter stands, as a word of the page. */
function placeWords(place: string, { place: words }: DocsWords): string {
  return place === 'path' || place === 'query' || place === 'header' ? words[place] : place;
}

/** One operation: what it does, what it takes, what it answers, and how to ask it. */
export function OperationSection({ operation, components, words }: OperationSectionProps) {
  const { operationId, method, path, summary, description, parameters, requestBody } = operation;
  const bodies = Object.entries(requestBody?.content ?? {});
  // A form and JSON take the same fields; those of the form say which may be files.
  const [first] = bodies.map(([, { schema }]) =>
    schema.$ref ? components.schemas[componentName(schema.$ref)] : undefined,
  );
  const scope = operation['x-scope'];
  return (
    <article
      id={operationId}
      aria-labelledby={`${operationId}-title`}
      className="scroll-mt-18 space-y-3 p-4 text-13 sm:p-5"
    >
      <div className="space-y-1">
        <h3 id={`${operationId}-title`} className="font-medium text-16">
          <a href={`#${operationId}`} title={words.linkTo} className="hover:underline">
            {summary}
          </a>
        </h3>
        <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <OperationName method={method} path={path} />
          <span className="text-faint">
            {scope === 'open' ? (
              words.scopeOpen
            ) : (
              <>
                {words.scope} <code className="font-mono">{scope}</code>
              </>
            )}
          </span>
        </p>
      </div>
      {description && (
        <p className="max-w-prose text-muted">
          <RichText>{description}</RichText>
        </p>
      )}
      {parameters.length > 0 && (
        <>
          <h4 className="pt-2 font-medium">{words.parameters}</h4>
          <FieldList
            words={words}
            fields={parameters.map(({ name, in: place, required = false, schema, description: said }) => ({
              name,
              isRequired: required && place !== 'path',
              note: placeWords(place, words),
              schema: { ...schema, description: said },
            }))}
          />
        </>
      )}
      {bodies.length > 0 && (
        <>
          <h4 className="flex flex-wrap items-baseline gap-x-2 pt-2 font-medium">
            {words.body}
            <span className="font-mono font-normal text-faint">
              {bodies.map(([type]) => type).join(' | ')}
            </span>
          </h4>
          {first ? (
            <FieldList fields={fieldsOf(first)} words={words} />
          ) : (
            <p className="text-muted">{words.bytes}</p>
          )}
        </>
      )}
      <OperationAnswers answers={operation.responses} responses={components.responses} words={words} />
      <h4 className="pt-2 font-medium">{words.example}</h4>
      {operation['x-codeSamples'].map(({ label, source }) => (
        <CodeSample key={label} label={label} source={source} copy={words.copy} />
      ))}
    </article>
  );
}
