import 'server-only';
import type { SentRequest } from '@/lib/providers/exchange';
import { unixSeconds } from '@/lib/unix-seconds';
import type { Job } from './job';
import type { LogRow } from './job-log';
import type { LogEntry } from './log-entry';
import type { JobLog, JobLogEntry } from './log-wire';
import { toCurl } from './to-curl';

const extensions = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' } as const;

/** What the images of a job are called in a command, in the order in which a body has them. */
export function fileNames({ request }: Pick<Job, 'request'>): string[] {
  return ['first_frame', 'last_frame', 'reference'].flatMap((role) => {
    const images = request.references.filter((reference) => reference.role === role);
    return images.map(({ type }, index) => {
      const number = images.length > 1 ? `-${index + 1}` : '';
      return `${role}${number}.${extensions[type]}`;
    });
  });
}

/** Whoever sends a multipart body makes its boundary up, so what was kept has no type. */
export function presentHeaders({ headers, body }: SentRequest): [string, string][] {
  return body?.kind === 'multipart' ? [...headers, ['content-type', 'multipart/form-data']] : headers;
}

function presentBody({ body }: SentRequest): string | null {
  if (body === null) return null;
  if (body.kind === 'json') return body.text;
  if (body.kind === 'form') return body.fields.map(([name, value]) => `${name}=${value}`).join('\n');
  return body.parts
    .map((part) => {
      if ('value' in part) return `${part.name}: ${part.value}`;
      return `${part.name}: ${part.filename} (${part.type}, ${part.bytes} bytes)`;
    })
    .join('\n');
}

function presentEntry(entry: LogEntry, files: readonly string[]): JobLogEntry['entry'] {
  if (entry.kind !== 'exchange') return entry;
  const { purpose, request, answer, trouble, durationMs } = entry;
  const { method, url } = request;
  // A download's address may be another server's, of which only a part is kept.
  const canRepeat = purpose !== 'download';
  return {
    kind: 'exchange',
    purpose,
    request: { method, url, headers: presentHeaders(request), body: presentBody(request) },
    answer,
    trouble,
    duration_ms: durationMs,
    curl: canRepeat ? toCurl(request, files) : null,
  };
}

/** The log of a job, as the browser sees it. */
export function presentLog(job: Job, rows: readonly LogRow[]): JobLog {
  const files = fileNames(job);
  return {
    object: 'list',
    data: rows.map(({ sequence, at, lastAt, count, entry }) => ({
      sequence,
      at: unixSeconds(at),
      last_at: unixSeconds(lastAt),
      count,
      entry: presentEntry(entry, files),
    })),
  };
}
