import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { StudioError } from '@/lib/errors';
import { answerJson, handle, refuseOthers } from '@/lib/http';
import { receiveImport } from '@/lib/jobs/import-library';
import { getRuntime } from '@/lib/runtime';

export const POST = handle('admin', async (request) => {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/zip' || !request.body)
    throw new StudioError('unsupported_media_type', 'Send the export as the body, as application/zip.');
  const body = Readable.fromWeb(request.body as unknown as NodeReadableStream<Uint8Array>);
  return answerJson(await receiveImport(getRuntime().context, body));
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('POST');
