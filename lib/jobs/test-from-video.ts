import type { Dialect } from '@/lib/providers/dialect';
import { openaiDialect } from '@/lib/providers/dialects/openai';
import { admitted } from '@/lib/test-grant';
import { createJob } from './create-job';
import type { Job, SourceCall } from './job';
import { receiveFromVideo } from './receive-video';
import { openTestContext, type TestContext } from './test-context';

/** One paid request as the provider got it. */
type Sent = { path: string; body: unknown; form: FormData | null };
export type Studio = TestContext & { made: Job; sent: Sent[]; answer: { next: (() => Response) | null } };

/** A studio that has made one video, and what its provider was sent since. */
export async function openWithVideo(video: Buffer, dialect: Dialect = openaiDialect): Promise<Studio> {
  const sent: Sent[] = [];
  const answer: Studio['answer'] = { next: null };
  let count = 0;
  const context = await openTestContext(async (request, place) => {
    if (request.method === 'POST') {
      const isForm = request.headers.get('content-type')?.startsWith('multipart') ?? false;
      const form = isForm ? await request.formData() : null;
      sent.push({ path: place, form, body: isForm ? null : await request.json() });
      count += 1;
      return answer.next?.() ?? Response.json({ id: `up_${count}`, request_id: `up_${count}` });
    }
    if (place.endsWith('.mp4') || place.endsWith('/content'))
      return new Response(new Uint8Array(video), { headers: { 'content-type': 'video/mp4' } });
    const id = place.split('/').at(-1);
    return Response.json({ id, status: 'completed', video: { url: `http://provider.invalid/v1/${id}.mp4` } });
  }, dialect);
  const request = { prompt: 'a boat', model: 'm', size: '480x854', seconds: 4, takes: 1, references: [] };
  const [first] = await createJob(context, request);
  await finish(context);
  const made = await context.store.find(first?.id ?? '');
  if (made?.status !== 'completed') throw new Error('There is no video.');
  sent.splice(0);
  return Object.assign(context, { made, sent, answer });
}

/** Lets what is under way come to its end. */
export async function finish(context: TestContext): Promise<void> {
  for (let step = 0; step < 4; step += 1) {
    context.clock.now += 60_000;
    await context.advanceDue();
  }
}

const jsonOf = (body: unknown, headers: Record<string, string> = {}) =>
  new Request('http://127.0.0.1/v1/videos', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** A form with a video in it. */
export function formOf(words: Record<string, string>, file: Uint8Array) {
  const form = new FormData();
  for (const [name, value] of Object.entries(words)) form.append(name, value);
  form.append('video', new File([new Uint8Array(file)], 'holiday.mp4', { type: 'video/mp4' }));
  return new Request('http://127.0.0.1/v1/videos', { method: 'POST', body: form });
}

/** As the routes receive it: from somebody who may. */
export async function receive(
  context: Studio,
  request: Request,
  call: SourceCall,
  id?: string,
): Promise<Job> {
  return receiveFromVideo(context, await admitted(request), call, id);
}

/** Asks in JSON, under a key, or about the video that the path names. */
export const ask = (
  context: Studio,
  call: SourceCall,
  body: object,
  { key, id }: { key?: string; id?: string } = {},
) => receive(context, jsonOf(body, key ? { 'idempotency-key': key } : {}), call, id);

/** The jobs that are left. */
export const rows = async (context: TestContext) =>
  (await context.store.listAll()).filter(({ purgedAt }) => purgedAt === null);
