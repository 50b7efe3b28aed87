import 'server-only';
import { StudioError } from '@/lib/errors';
import { parseBody } from '@/lib/multipart';
import { parseBatchRequest } from './batch-request';
import type { CountedBatch } from './batch-store';
import { readCaller } from './caller';
import { getBatch } from './change-batch';
import type { JobContext } from './context';
import { createBatch } from './create-batch';
import { createJob } from './create-job';
import { imageFields, parseCreateRequest } from './create-request';
import { completeFromVideo } from './from-video';
import { parseFromVideo } from './from-video-request';
import type { Job, SourceCall } from './job';
import { maximumReferenceBytes } from './references';
import { requireRoom } from './room';
import { describeSource, parseVideoBody } from './source-files';

/** The body of a create. @param longFields those that may hold more than words */
function parseCreateBody({ storage }: JobContext, request: Request, longFields: readonly string[]) {
  return parseBody(request, {
    maximumFileBytes: maximumReferenceBytes,
    requireRoom: (bytes) => requireRoom(storage, bytes),
    temporaryPath: () => storage.temporaryPath('upload'),
    imageFields: longFields,
  });
}

/** `POST /api/batches`: takes the body apart and records the batch. */
export async function receiveBatch(context: JobContext, request: Request): Promise<CountedBatch> {
  const { idempotencyKey, holder } = readCaller(request);
  const { fields, files, drop } = await parseCreateBody(context, request, [...imageFields, 'items']);
  try {
    const asked = parseBatchRequest(fields as Record<string, unknown>, files);
    if (idempotencyKey === null) {
      const message =
        'Idempotency-Key is required: so much money is spent once, however often it is asked for.';
      throw new StudioError('invalid_request', message, { param: 'Idempotency-Key' });
    }
    const { id } = await createBatch(context, asked, { idempotencyKey, holder });
    return await getBatch(context, id);
  } finally {
    await drop();
  }
}

/** `POST /v1/videos`: takes the body apart, records the job and sends it. */
export async function receiveVideo(context: JobContext, request: Request): Promise<[Job, ...Job[]]> {
  const caller = readCaller(request);
  const { fields, files, drop } = await parseCreateBody(context, request, imageFields);
  try {
    const [first, ...others] = await createJob(context, parseCreateRequest(fields, files), caller);
    if (!first) throw new StudioError('internal', 'No job was made.');
    return [first, ...others];
  } finally {
    await drop();
  }
}

/**
 * `POST /v1/videos/{id}/remix`, `/v1/videos/edits` and `/v1/videos/extensions`: a new job, made from another video.
 * @param id the video, where the path names it
 */
export async function receiveFromVideo(
  context: JobContext,
  request: Request,
  call: SourceCall,
  id?: string,
): Promise<Job> {
  const caller = readCaller(request);
  const body = await parseVideoBody(context.storage, request);
  try {
    const asked = parseFromVideo(call, body, id);
    const { video, prompt, seconds, providerId, model } = asked;
    const file = 'path' in video ? await describeSource(video.path) : undefined;
    const [job] = await createJob(
      context,
      { prompt, seconds, providerId, model, takes: 1, references: [] },
      {
        ...caller,
        source: { call, id: 'id' in video ? video.id : null, upstreamId: null, file },
        complete: () => completeFromVideo(context, asked, file),
      },
    );
    if (!job) throw new StudioError('internal', 'No job was made.');
    return job;
  } finally {
    await body.drop();
  }
}
