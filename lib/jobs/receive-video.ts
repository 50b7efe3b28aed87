import 'server-only';
import { StudioError } from '@/lib/errors';
import { parseBody, removeFiles } from '@/lib/multipart';
import { readCaller } from './caller';
import { getJob } from './change-job';
import type { JobContext } from './context';
import { createJob } from './create-job';
import { imageFields, parseCreateRequest } from './create-request';
import type { Job } from './job';
import { maximumReferenceBytes } from './references';

/** `POST /v1/videos`: takes the body apart, records the job and sends it. */
export async function receiveVideo(context: JobContext, request: Request): Promise<Job[]> {
  const caller = readCaller(request);
  const { fields, files } = await parseBody(request, {
    maximumFileBytes: maximumReferenceBytes,
    temporaryPath: () => context.storage.temporaryPath('upload'),
    imageFields,
  });
  try {
    return await createJob(context, parseCreateRequest(fields, files), caller);
  } finally {
    await removeFiles(files);
  }
}

/**
 * `POST /v1/videos/{id}/remix`: a new job with the earlier one's settings and a new prompt. Where the provider has a
 * remix of its own it is used; elsewhere the prompt goes out with the same reference, and the answer says so.
 */
export async function receiveRemix(context: JobContext, id: string, request: Request): Promise<Job> {
  const original = await getJob(context, id);
  const caller = readCaller(request);
  const { fields, files } = await parseBody(request, {
    maximumFileBytes: maximumReferenceBytes,
    temporaryPath: () => context.storage.temporaryPath('upload'),
    imageFields,
  });
  await removeFiles(files);
  const { prompt } = parseCreateRequest(fields, []);
  const { references, remixOf: _remixOf, ...words } = original.request;
  const sources = references.map(({ role, key, sourceUrl }) => ({
    role,
    param: role,
    text: `/api/${key}`,
    sourceUrl,
  }));
  const [job] = await createJob(
    context,
    {
      ...words,
      prompt,
      model: original.model,
      providerId: original.providerId,
      takes: 1,
      references: sources,
    },
    { ...caller, remixOf: original },
  );
  if (!job) throw new StudioError('internal', 'No job was made.');
  return job;
}
