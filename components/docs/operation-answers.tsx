import { type ApiAnswer, componentName, type DocsWords } from './document';
import { RichText } from './rich-text';
import { TypeText } from './type-text';

type OperationAnswersProps = {
  answers: Record<string, ApiAnswer>;
  responses: Record<string, ApiAnswer>;
  words: DocsWords;
};

/** What an operation is answered with, and by which status and code it may be refused. */
export function OperationAnswers({ answers, responses, words }: OperationAnswersProps) {
  const all = Object.entries(answers).map(([status, answer]) => ({
    status,
    ...(answer.$ref ? responses[componentName(answer.$ref)] : answer),
  }));
  // A studio that is not well says so with 503 too, and that is what was asked of it.
  const isRefusal = ({ status, content = {} }: ApiAnswer & { status: string }) =>
    Number(status) >= 400 &&
    Object.values(content).every(({ schema }) => componentName(schema?.$ref ?? '') === 'Error');
  return (
    <>
      <h4 className="pt-2 font-medium">{words.answers}</h4>
      <ul className="space-y-1">
        {all
          .filter((answer) => !isRefusal(answer))
          .map(({ status, description = '', content = {} }) => {
            const [schema] = Object.values(content).map((media) => media.schema);
            const types = Object.keys(content).filter((type) => !content[type]?.schema);
            return (
              <li key={status} className="flex flex-wrap gap-x-2">
                <span className="tabular-nums">{status}</span>
                {schema && <TypeText schema={schema} />}
                {types.length > 0 && <span className="font-mono text-faint">{types.join(', ')}</span>}
                <span className="text-muted">
                  <RichText>{description}</RichText>
                </span>
              </li>
            );
          })}
      </ul>
      <h4 className="pt-2 font-medium">{words.refusals}</h4>
      <ul className="space-y-1">
        {all.filter(isRefusal).map(({ status, description = '' }) => (
          <li key={status} className="flex gap-x-2">
            <span className="tabular-nums">{status}</span>
            <span className="min-w-0 text-muted">
              <RichText>{description}</RichText>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
