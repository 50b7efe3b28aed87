import 'server-only';
import { rm } from 'node:fs/promises';
import { StudioError } from '@/lib/errors';
import { writeLastFrame } from '@/lib/media/last-frame';
import { referenceFieldFor } from '@/lib/providers/encode';
import type { Provider } from '@/lib/providers/provider';
import { getJob } from './change-job';
import type { JobContext } from './context';
import type { CreateRequest } from './create-request';
import type { FromVideoRequest } from './from-video-request';
import type { Job, Source, SourceCall, SourceFile } from './job';
import { copyToLocalFile } from './local-file';
import { keptSources, type ReferenceSource } from './references';
import { fileToSend, waysToSay } from './ways-to-say';

/** A create request that says all that a call means, and what the video is made from. */
type Completed = { request: CreateRequest; source: Source };

/** What a call does, in words. */
const doing: Record<SourceCall, string> = { remix: 'remixed', edit: 'edited', extension: 'extended' };

/** @throws StudioError where the video is not one that can be worked on: it has to be here, and whole */
function requireCompleted({ status }: Job, call: SourceCall): void {
  if (status === 'completed') return;
  const words = status === 'failed' ? 'has failed' : `is ${status === 'queued' ? 'queued' : 'in progress'}`;
  const message = `video ${words}. Only a completed video can be ${doing[call]}.`;
  throw new StudioError('not_ready', message, { param: 'video' });
}

/** @throws StudioError where a request names another provider or model than that of the video */
function requireSame(asked: FromVideoRequest, job: Job, { label }: Provider): void {
  if (asked.providerId !== undefined && asked.providerId !== job.providerId) {
    const message = `video was made by ${label}, so only ${label} can be asked for one that is made from it.`;
    throw new StudioError('invalid_request', message, { param: 'provider' });
  }
  if (asked.model !== undefined && asked.model !== job.model) {
    const message = `video was made by the model ${job.model}, which cannot be changed.`;
    throw new StudioError('invalid_request', message, { param: 'model' });
  }
}

/** The last frame of our own copy, as the first frame of what is to come. */
async function lastFrame({ storage }: JobContext, { saved }: Job): Promise<ReferenceSource> {
  const videoPath = saved && (await copyToLocalFile(storage, saved.videoKey, 'part'));
  if (!videoPath)
    throw new StudioError('gone', 'The file of this video is no longer here.', { param: 'video' });
  const framePath = await storage.temporaryPath('png');
  try {
    await writeLastFrame({ videoPath, framePath });
    return { role: 'first_frame', param: 'video', path: framePath };
  } catch (error) {
    await rm(framePath, { force: true });
    throw error;
  } finally {
    await rm(videoPath, { force: true });
  }
}

/** What is said where a provider cannot do it, and nothing else comes near it. */
function unsupported({ label }: Provider, call: SourceCall, job: Job): StudioError {
  const isGone = job.upstreamDeletedAt !== null;
  const reason = isGone ? 'its copy of this video was deleted there' : `it has no such call for this video`;
  const instead =
    call === 'edit'
      ? 'Remix the video with a new prompt instead (POST /v1/videos/{id}/remix).'
      : 'Make a new video with a first frame of your own instead (POST /v1/videos).';
  const message = `${label} cannot be asked for this: ${reason}. ${instead}`;
  return new StudioError('unsupported', message, { param: 'video' });
}

async function fromOwn(context: JobContext, asked: FromVideoRequest, id: string): Promise<Completed> {
  const { call, prompt } = asked;
  const job = await getJob(context, id, call === 'remix' ? undefined : 'video');
  const provider = context.providers.find(job.providerId);
  if (!provider)
    throw new StudioError('unavailable', 'The provider of this video is not connected any more.');
  requireSame(asked, job, provider);
  if (call !== 'remix') requireCompleted(job, call);
  const { references, source: _source, ...words } = job.request;
  // The last frame of a video is framed already.
  const { framing: _framing, lastFrameFraming: _last, ...unframed } = words;
  const source: Source = { call, id: job.id, upstreamId: job.upstreamId };
  const seconds = call === 'extension' ? asked.seconds : words.seconds;
  const isTaken = provider.encodeFromVideo(
    call,
    { model: job.model, prompt, seconds },
    waysToSay(job, context.now()),
  );
  const projectId = job.projectId ?? undefined;
  const kept = { prompt, seconds, model: job.model, providerId: provider.id, projectId, takes: 1 };
  if (isTaken) {
    // Nothing else of the request that made it is sent, so nothing else was asked.
    const asIt = call === 'remix' ? words : { size: words.size };
    const images = call === 'remix' ? keptSources(references) : [];
    return { request: { ...asIt, ...kept, references: images }, source };
  }
  const emulated = { ...source, isEmulated: true };
  if (call === 'remix')
    return { request: { ...words, ...kept, references: keptSources(references) }, source: emulated };
  const takesFrame = referenceFieldFor(provider.dialect, job.model, 'first_frame') !== undefined;
  if (call === 'edit' || !takesFrame) throw unsupported(provider, call, job);
  const frame = await lastFrame(context, job);
  return { request: { ...unframed, ...kept, references: [frame] }, source: emulated };
}

async function fromFile(
  { providers, storage }: JobContext,
  asked: FromVideoRequest,
  { path, file }: { path: string; file: SourceFile },
): Promise<Completed> {
  const { call, prompt, seconds, model = '', providerId } = asked;
  const candidates = providers.providers.filter(({ id }) => providerId === undefined || id === providerId);
  const provider = candidates.find((candidate) =>
    candidate.encodeFromVideo(call, { model, prompt, seconds }, fileToSend(path, file)),
  );
  // Whether one of this name is connected at all is seen to where a provider is chosen.
  if (!provider && (providerId === undefined || candidates.length > 0)) {
    const [only, ...others] = candidates;
    const what = `an uploaded video that is to be ${doing[call]}`;
    const refusal =
      only && others.length === 0
        ? `${only.label} does not take ${what}.`
        : `No connected provider takes ${what}.`;
    const message = `${refusal} Name one that was made here instead: {"id": "video_…"}.`;
    throw new StudioError('unsupported', message, { param: 'video' });
  }
  await storage.putFile(file.key, path);
  const request = {
    prompt,
    seconds,
    model: asked.model,
    providerId: provider?.id ?? providerId,
    takes: 1,
    references: [],
  };
  return { request, source: { call, id: null, upstreamId: null, file } };
}

/**
 * What a call means, once it is known to be no repeat: the video is looked for, and its provider asked for the like of
 * it, or for the nearest thing that it can do.
 * @param file what is in the file, where one was uploaded
 * @throws StudioError naming the field that it is about
 */
export async function completeFromVideo(
  context: JobContext,
  asked: FromVideoRequest,
  file: SourceFile | undefined,
): Promise<Completed> {
  const { video } = asked;
  if ('id' in video) return fromOwn(context, asked, video.id);
  if (!file) throw new StudioError('internal', 'The uploaded video is not described.');
  return fromFile(context, asked, { path: video.path, file });
}
