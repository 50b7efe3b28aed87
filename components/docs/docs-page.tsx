import { CodeSample } from './code-sample';
import { fieldsOf } from './describe-type';
import { DocsHeader } from './docs-header';
import { type ApiDocument, type DocsWords, listOperations } from './document';
import { FieldList } from './field-list';
import { OperationName } from './operation-name';
import { OperationSection } from './operation-section';
import { RichText } from './rich-text';

const panelLook = 'rounded-tile border border-line bg-panel divide-y divide-line shadow-raised';

/** `HEAD` answers what `GET` does, without the body; a reader needs to be told of one of them. */
const isRead = ({ method }: { method: string }) => method !== 'head';

/** Only what is answered stands among the objects: the fields of requests stand with the operations that take them. */
const isAnswer = (name: string) => !/(?:Request|Form)$/.test(name);

/** The studio's API, to be read: every operation by group, then the objects that they answer with. */
export function DocsPage({ document, words }: { document: ApiDocument; words: DocsWords }) {
  const operations = listOperations(document).filter(isRead);
  const groups = document.tags.map((tag) => ({
    ...tag,
    id: tag.name.toLowerCase().replaceAll(' ', '-'),
    operations: operations.filter(({ tags }) => tags.includes(tag.name)),
  }));
  const schemas = Object.entries(document.components.schemas).filter(([name]) => isAnswer(name));
  return (
    <>
      <DocsHeader title={words.title} back={words.back} />
      <main className="mx-auto max-w-3xl space-y-10 px-3 py-6 sm:px-4">
        <div className="max-w-prose space-y-2">
          <p>{words.intro}</p>
          <p className="text-13">
            <a href="/openapi.json" className="underline hover:text-accent-strong">
              {words.document}
            </a>{' '}
            <span className="text-faint tabular-nums">{document.info.version}</span>
          </p>
        </div>
        <div className="text-13">
          {document.info['x-codeSamples'].map(({ label, source }) => (
            <CodeSample key={label} label={label} source={source} copy={words.copy} />
          ))}
        </div>
        <nav aria-label={words.contents} className="grid gap-x-8 gap-y-5 text-13 sm:grid-cols-2">
          {groups.map(({ name, id, operations: ofGroup }) => (
            <div key={id} className="min-w-0 space-y-1">
              <a href={`#${id}`} className="font-medium hover:underline">
                {name}
              </a>
              <ul>
                {ofGroup.map(({ operationId, method, path }) => (
                  <li key={operationId}>
                    <a
                      href={`#${operationId}`}
                      className="flex py-0.5 text-muted hover:text-text pointer-coarse:min-h-10 pointer-coarse:items-center"
                    >
                      <OperationName method={method} path={path} />
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
        {groups.map(({ name, id, description, operations: ofGroup }) => (
          <section key={id} id={id} aria-labelledby={`${id}-title`} className="scroll-mt-18 space-y-3">
            <div>
              <h2 id={`${id}-title`} className="font-semibold text-20">
                {name}
              </h2>
              <p className="text-13 text-muted">{description}</p>
            </div>
            <div className={panelLook}>
              {ofGroup.map((operation) => (
                <OperationSection
                  key={operation.operationId}
                  operation={operation}
                  components={document.components}
                  words={words}
                />
              ))}
            </div>
          </section>
        ))}
        <section aria-labelledby="schemas-title" className="space-y-3">
          <h2 id="schemas-title" className="font-semibold text-20">
            {words.schemas}
          </h2>
          <div className={panelLook}>
            {schemas.map(([name, schema]) => (
              <article key={name} id={`schema-${name}`} className="scroll-mt-18 space-y-2 p-4 text-13 sm:p-5">
                <h3 className="font-medium text-16">
                  <a href={`#schema-${name}`} title={words.linkTo} className="hover:underline">
                    {name}
                  </a>
                </h3>
                {schema.description && (
                  <p className="max-w-prose text-muted">
                    <RichText>{schema.description}</RichText>
                  </p>
                )}
                <FieldList fields={fieldsOf(schema)} isAnswer words={words} />
              </article>
            ))}
          </div>
        </section>
      </main>
    </>
  );
}
