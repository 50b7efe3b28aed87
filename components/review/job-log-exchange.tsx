import { Check, ChevronRight, SquareTerminal } from 'lucide-react';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { copyText } from '@/lib/client/copy-text';
import type { JobLogEntry } from '@/lib/jobs/log-wire';

type Exchange = Extract<JobLogEntry['entry'], { kind: 'exchange' }>;

const confirmationMs = 1_500;

function CopyCurl({ command }: { command: string }) {
  const t = useTranslations('log');
  const common = useTranslations('common');
  const [isCopied, setIsCopied] = useState(false);

  async function copy() {
    await copyText(command);
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), confirmationMs);
  }

  const Icon = isCopied ? Check : SquareTerminal;
  return (
    <Button onClick={copy} title={t('curlHint')}>
      <Icon size={16} strokeWidth={1.5} aria-hidden />
      {isCopied ? common('copied') : t('curl')}
    </Button>
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

type MessageProps = { name: string; line: string; headers: [string, string][]; body: string | null };

function Message({ name, line, headers, body }: MessageProps) {
  const text = [line, ...headers.map(([header, value]) => `${header}: ${value}`)].join('\n');
  return (
    <div className="space-y-1">
      <h3 className="text-muted">{name}</h3>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must reach what it hides.
        tabIndex={0}
        className="max-h-72 overflow-auto whitespace-pre-wrap break-all rounded-control bg-raised p-3 font-mono"
      >
        <span className="text-muted">{text}</span>
        {body && `\n\n${readable(body)}`}
      </pre>
    </div>
  );
}

/** A request and its answer in a line, which opens to all that is kept of both. */
export function JobLogExchange({ exchange }: { exchange: Exchange }) {
  const t = useTranslations('log');
  const purposes = useTranslations('log.purpose');
  const units = useTranslations('common');
  const format = useFormatter();
  const { purpose, request, answer, trouble, duration_ms: durationMs, curl } = exchange;
  const isRefused = answer !== null && answer.status >= 400;
  const took =
    durationMs !== null &&
    (durationMs < 1_000
      ? t('milliseconds', { count: format.number(durationMs) })
      : units('secondsShort', { seconds: format.number(durationMs / 1_000, { maximumFractionDigits: 1 }) }));
  return (
    <details className="group">
      <summary className="-mx-1 flex cursor-pointer flex-wrap items-baseline gap-x-2 rounded-control px-1 py-0.5 hover:bg-raised pointer-coarse:py-2.5">
        <span className="flex-1">{purposes(purpose)}</span>
        <span className={isRefused || trouble ? 'text-failed' : 'text-muted'}>
          {answer ? `HTTP ${answer.status}` : t(trouble ? 'noAnswer' : 'waiting')}
        </span>
        {took && <span className="min-w-14 text-right text-faint">{took}</span>}
        <ChevronRight
          size={14}
          strokeWidth={1.5}
          aria-hidden
          className="self-center text-faint transition-transform duration-150 ease-settle group-open:rotate-90"
        />
      </summary>
      <div className="-ml-24 space-y-3 py-2">
        {trouble && <p className="break-words text-failed">{trouble}</p>}
        <Message
          name={t('request')}
          line={`${request.method} ${request.url}`}
          headers={request.headers}
          body={request.body}
        />
        {curl && <CopyCurl command={curl} />}
        {answer && (
          <Message
            name={t('answer')}
            line={`HTTP ${answer.status}`}
            headers={answer.headers}
            body={answer.body}
          />
        )}
      </div>
    </details>
  );
}
