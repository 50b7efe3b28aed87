import { answerJson, handle, refuseOthers } from '@/lib/http';
import { answerList } from '@/lib/jobs/list-request';
import { pollAfter } from '@/lib/jobs/poll-after';
import { answerVideo } from '@/lib/jobs/present-video';
import { receiveVideo } from '@/lib/jobs/receive-video';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async (request) => {
  const { context } = getRuntime();
  return answerJson(await answerList(context, new URL(request.url).searchParams));
});

export const POST = handle('create', async (request) => {
  const { context } = getRuntime();
  const [first, ...others] = await receiveVideo(context, request);
  const video = await answerVideo(context, first);
  const takes = others.length > 0 ? { takes: [first, ...others].map(({ id }) => id) } : {};
  const body = { ...video, firstframe: { ...video.firstframe, ...takes } };
  return answerJson(body, 200, pollAfter(first, context.now()));
});

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET', 'POST');
