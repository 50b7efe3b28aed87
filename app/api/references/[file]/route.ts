import { Readable } from 'node:stream';
import { StudioError } from '@/lib/errors';
import { answerFile, handle, refuseOthers } from '@/lib/http';
import { referenceType } from '@/lib/jobs/references';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ file: string }> };

export const GET = handle('read', async (request, { params }: Route) => {
  const { storage } = getRuntime().context;
  const { file } = await params;
  const type = /^[0-9a-f]{64}\.[a-z]+$/.test(file) ? referenceType(file) : null;
  const key = `references/${file}`;
  const found = type && (await storage.stat(key));
  if (!type || !found) throw new StudioError('not_found', 'There is no such reference image.');
  const read = async (range: { start: number; end: number } | null) => {
    const stream = await storage.read(key, range ?? undefined);
    return stream && (Readable.toWeb(stream) as ReadableStream<Uint8Array>);
  };
  const description = { type, size: found.size, etag: `"${file}"`, filename: file };
  return answerFile(request, description, read, {
    isDownload: false,
    cacheControl: 'private, max-age=31536000, immutable',
  });
});

export const HEAD = GET;

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
