import { answerJson, handle } from '@/lib/http';
import { answerList } from '@/lib/jobs/list-request';
import { presentVideo } from '@/lib/jobs/present-video';
import { receiveVideo } from '@/lib/jobs/receive-video';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async (request) => {
  const { context } = getRuntime();
  return answerJson(await answerList(context, new URL(request.url).searchParams));
});

export const POST = handle('create', async (request) => {
  const { context } = getRuntime();
  const [first, ...others] = (await receiveVideo(context, request)).map((job) =>
    presentVideo(job, context.providers),
  );
  if (!first || others.length === 0) return answerJson(first);
  const takes = [first, ...others].map(({ id }) => id);
  return answerJson({ ...first, firstframe: { ...first.firstframe, takes } });
});
