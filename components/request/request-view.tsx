import { Check, SquareTerminal, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { copyText } from '@/lib/client/copy-text';
import type { CreateRequestView } from '@/lib/jobs/request-wire';

const confirmationMs = 1_500;

type Body = NonNullable<CreateRequestView['request']['body']>;

/** A table of names and values; both may be of any length. */
function Rows({ label, rows }: { label: string; rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <section aria-label={label}>
      <h3 className="mb-1 text-13 text-muted">{label}</h3>
      <table className="w-full table-fixed border-collapse font-mono text-13">
        <tbody>
          {rows.map(([name, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat, and rows never move.
            <tr key={index} className="border-line border-t align-top">
              <th
                scope="row"
                className="w-2/5 break-words py-1.5 pr-3 text-left font-normal text-muted sm:w-1/4"
              >
                {name}
              </th>
              <td className="whitespace-pre-wrap break-words py-1.5">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** JSON with a line for each of its values; any other text as it is. */
function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function BodyView({ body }: { body: Body }) {
  const t = useTranslations('request');
  const format = useFormatter();
  if (body.kind === 'json') {
    return (
      <section aria-label={t('body')}>
        <h3 className="mb-1 text-13 text-muted">{t('bodyJson')}</h3>
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must reach what it hides.
          tabIndex={0}
          className="max-h-80 overflow-auto whitespace-pre-wrap break-all rounded-control bg-raised p-3 font-mono text-13"
        >
          {readable(body.text)}
        </pre>
      </section>
    );
  }
  if (body.kind === 'form') return <Rows label={t('fields')} rows={body.fields} />;
  const rows = body.parts.map((part): [string, ReactNode] => {
    // Lines of a form end in CR LF, of which one sign is enough for the eye.
    if ('value' in part) return [part.name, part.value.replaceAll('\r\n', '\n')];
    const size = part.width && part.height ? `${part.width}×${part.height}` : null;
    const bytes = t('bytes', { count: format.number(part.bytes) });
    return [part.name, [part.filename, part.type, size, bytes].filter(Boolean).join(' · ')];
  });
  return <Rows label={t('fields')} rows={rows} />;
}

function Curl({ command }: { command: string }) {
  const t = useTranslations('request');
  const common = useTranslations('common');
  const log = useTranslations('log');
  const [isCopied, setIsCopied] = useState(false);

  async function copy() {
    await copyText(command);
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), confirmationMs);
  }

  const Icon = isCopied ? Check : SquareTerminal;
  return (
    <section aria-label={t('command')}>
      <div className="mb-1 flex items-center justify-between gap-3">
        <h3 className="text-13 text-muted">{t('commandHint')}</h3>
        <Button onClick={copy}>
          <Icon size={16} strokeWidth={1.5} aria-hidden />
          {isCopied ? common('copied') : log('curl')}
        </Button>
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must reach what it hides.
        tabIndex={0}
        className="max-h-60 overflow-auto whitespace-pre-wrap break-all rounded-control bg-raised p-3 font-mono text-13"
      >
        {command}
      </pre>
    </section>
  );
}

/** One create request: where it goes, its headers and fields in their order, and the same as a command. */
export function RequestView({ view }: { view: CreateRequestView }) {
  const t = useTranslations('request');
  const { request, curl, warnings, takes, provider } = view;
  return (
    <div className="space-y-5">
      <p className="break-all font-mono text-14">
        <span className="text-accent-strong">{request.method}</span> {request.url}
        <span className="block font-sans text-13 text-muted">
          {takes > 1
            ? t('toTimes', { label: provider.label, count: takes })
            : t('to', { label: provider.label })}
        </span>
      </p>
      {warnings.length > 0 && (
        <ul className="space-y-1 text-13">
          {warnings.map(({ field, message }) => (
            <li key={`${field} ${message}`} className="flex items-start gap-2 text-muted">
              <TriangleAlert size={16} strokeWidth={1.5} aria-hidden className="mt-px shrink-0 text-unsure" />
              {message}
            </li>
          ))}
        </ul>
      )}
      {request.body && <BodyView body={request.body} />}
      <Rows label={t('headers')} rows={request.headers} />
      {request.is_cut && <p className="text-13 text-unsure">{t('cut')}</p>}
      {curl && <Curl command={curl} />}
    </div>
  );
}
