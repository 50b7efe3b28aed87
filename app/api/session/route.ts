import { askedBy } from '@/lib/grant';
import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('open', async (request) =>
  answerJson(await getRuntime().access.describe(askedBy(request))),
);

export const POST = handle('open', async (request) => {
  const { session, cookie } = await getRuntime().access.signIn(await readJson(request), askedBy(request));
  return answerJson(session, 200, { 'set-cookie': cookie });
});

export const DELETE = handle('open', async (request) => {
  const { session, cookie } = await getRuntime().access.signOut(askedBy(request));
  return answerJson(session, 200, { 'set-cookie': cookie });
});

export const { PUT, PATCH, OPTIONS } = refuseOthers('GET', 'POST', 'DELETE');
