import { answerStream, handle, refuseOthers } from '@/lib/http';
import { exportLibrary } from '@/lib/jobs/export-library';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async (request) => {
  const ids = new URL(request.url).searchParams.get('ids');
  const { stream, length } = await exportLibrary(getRuntime().context, ids === null ? null : ids.split(','));
  const day = new Date().toISOString().slice(0, 10);
  return answerStream(stream, { type: 'application/zip', length, filename: `firstframe_${day}.zip` });
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
