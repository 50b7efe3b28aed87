import 'server-only';
import { z } from 'zod';
import { StudioError } from '@/lib/errors';
import { readFields } from '@/lib/read-fields';
import { optionalText, promptText, secondsNumber, type UploadedFile } from './create-request';
import type { SourceCall } from './job';

/** What is asked for, and of which video: one of the studio's, by its id, or an uploaded file. */
export type FromVideoRequest = {
  call: SourceCall;
  prompt: string;
  /** How long what is added is to be. */
  seconds?: number;
  providerId?: string;
  model?: string;
  video: { id: string } | { path: string };
};

const shape = {
  prompt: promptText,
  provider: optionalText,
  model: optionalText,
};
const ways = 'must be a video file, or an object with the id of a video: {"id": "video_…"}';
const idWords = 'must be the id of a video';
const video = z.object({ id: z.string(idWords).trim().min(1, idWords) }, ways).optional();

/** The bodies of the calls that make a video from another one: OpenAI's, and where it is to be made. */
export const fromVideoSchemas = {
  remix: z.strictObject(shape),
  edit: z.strictObject({ ...shape, video }),
  extension: z.strictObject({ ...shape, video, seconds: secondsNumber }),
} as const satisfies Record<SourceCall, z.ZodType>;

/** What one of these bodies may hold. */
type Fields = Omit<z.infer<typeof fromVideoSchemas.extension>, 'seconds'> & { seconds?: number };

function refuse(param: string, words: string): StudioError {
  return new StudioError('invalid_request', `${param} ${words}.`, { param });
}

/**
 * Checks the body of a call that makes a video from another one.
 * @param id the video, where the path names it
 * @throws StudioError `invalid_request` naming the field and what would be right
 */
export function parseFromVideo(
  call: SourceCall,
  body: { fields: unknown; files: readonly UploadedFile[] },
  id?: string,
): FromVideoRequest {
  const stray = body.files.find(({ field }) => field !== 'video' || id !== undefined);
  if (stray) throw refuse(stray.field, 'takes no file');
  const asked = readFields<z.ZodType<Fields>>(fromVideoSchemas[call], body.fields);
  const { prompt, seconds, provider, model, video: named } = asked;
  const given = [
    ...body.files.map(({ path }) => ({ path })),
    ...(named ? [named] : []),
    ...(id ? [{ id }] : []),
  ];
  const [source, second] = given;
  if (!source) throw refuse('video', 'is required');
  if (second) throw refuse('video', 'is given more than once');
  return { call, prompt, seconds, providerId: provider, model, video: source };
}
