import { askedBy } from '@/lib/grant';
import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('open', async (request) =>
  answerJson(await getRuntime().access.describe(askedBy(request))),
);

/** A token and little else: anybody may send one, so that is all that is held in memory of it. */
const longestSignIn = 4 * 1024;

export const POST = handle('open', async (request) => {
  const body = await readJson(request, longestSignIn);
  const { session, cookie } = await getRuntime().access.signIn(body, askedBy(request));
  return answerJson(session, 200, { 'set-cookie': cookie });
});

export const DELETE = handle('open', async (request) => {
  const { session, cookie } = await getRuntime().access.signOut(askedBy(request));
  return answerJson(session, 200, { 'set-cookie': cookie });
});

export const { PUT, PATCH, OPTIONS } = refuseOthers('GET', 'POST', 'DELETE');
