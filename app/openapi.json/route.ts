import { createHash } from 'node:crypto';
import { answerFile, handle, refuseOthers } from '@/lib/http';
import { openapiDocument } from '@/lib/openapi/document';

const bytes = new TextEncoder().encode(JSON.stringify(openapiDocument));
const file = {
  type: 'application/json; charset=utf-8',
  size: bytes.byteLength,
  etag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`,
  filename: 'openapi.json',
};

export const GET = handle('read', async (request) =>
  answerFile(
    request,
    file,
    async (range) => new Blob([range ? bytes.subarray(range.start, range.end + 1) : bytes]).stream(),
    { isDownload: false, cacheControl: 'private, no-cache' },
  ),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
