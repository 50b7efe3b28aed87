import { answerStream, handle, refuseOthers } from '@/lib/http';
import { type Exported, exportLibrary } from '@/lib/jobs/export-library';
import { receiveChosen } from '@/lib/jobs/receive-chosen';
import { getRuntime } from '@/lib/runtime';

async function answerExport(what: Exported): Promise<Response> {
  const { stream, length } = await exportLibrary(getRuntime().context, what);
  const day = new Date().toISOString().slice(0, 10);
  return answerStream(stream, { type: 'application/zip', length, filename: `firstframe_${day}.zip` });
}

export const GET = handle('read', (request) => {
  const ids = new URL(request.url).searchParams.get('ids');
  return answerExport(ids === null ? 'all' : { each: ids.split(',') });
});

/** For more ids than an address holds. A page sends it as a form, so that the browser saves the zip as it comes. */
export const POST = handle('read', async (request) =>
  answerExport({ finishedOf: await receiveChosen(getRuntime().context, request) }),
);

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET', 'POST');
