import { answerJson, answerStream, handle, refuseOthers } from '@/lib/http';
import { exportLibrary } from '@/lib/jobs/export-library';
import { readExported } from '@/lib/jobs/exported';
import { keepSelection } from '@/lib/jobs/kept-selection';
import { receiveChosen } from '@/lib/jobs/receive-chosen';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async (request) => {
  const { context } = getRuntime();
  const what = await readExported(context, new URL(request.url).searchParams);
  const { stream, length } = await exportLibrary(context, what);
  const day = new Date().toISOString().slice(0, 10);
  return answerStream(stream, { type: 'application/zip', length, filename: `firstframe_${day}.zip` });
});

export const POST = handle('read', async (request) => {
  const { context } = getRuntime();
  return answerJson(await keepSelection(context, await receiveChosen(context, request)));
});

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET', 'POST');
