import 'server-only';
import type { SourceVideo } from '@/lib/providers/encode-source';
import type { Job, SourceFile } from './job';
import { sourceName } from './source-files';

/** How the provider of a job can be told which video is meant; it is told nothing of a copy that is gone there. */
export function waysToSay(job: Job, now: number): SourceVideo {
  const nothing = { upstreamId: null, url: null, file: null };
  if (job.upstreamDeletedAt !== null) return nothing;
  const url = job.operation?.resultUrl;
  const isThere = typeof url === 'string' && /^https?:/.test(url) && (job.expiresAt ?? now) >= now;
  return { ...nothing, upstreamId: job.upstreamId, url: isThere ? url : null };
}

/** The file of a source, where a provider is to be sent it. */
export function fileToSend(path: string, { type }: Pick<SourceFile, 'type'>): SourceVideo {
  return { upstreamId: null, url: null, file: { path, type, filename: sourceName(type) } };
}
