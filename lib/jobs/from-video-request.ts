import 'server-only';
import { z } from 'zod';
import { StudioError } from '@/lib/errors';
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
const video = z.object({ id: z.string(ways).trim().min(1, ways) }, ways).optional();

/** The bodies of the calls that make a video from another one: OpenAI's, and where it is to be made. */
export const fromVideoSchemas = {
  remix: z.strictObject(shape),
  edit: z.strictObject({ ...shape, video }),
  extension: z.strictObject({ ...shape, video, seconds: secondsNumber }),
} as const satisfies Record<SourceCall, z.ZodType>;

function refuse(param: string | undefined, words: string): StudioError {
  return new StudioError('invalid_request', `${param || 'The body'} ${words}.`, {
    param: param || undefined,
  });
}

function readFields(call: SourceCall, fields: unknown) {
  const parsed = fromVideoSchemas[call].safeParse(fields);
  if (parsed.success) return { video: undefined, seconds: undefined, ...parsed.data };
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys' && issue.path.length === 0)
    throw refuse(issue.keys[0], `is no field of ${call === 'remix' ? 'a' : 'an'} ${call}`);
  const isMissing = issue?.code === 'invalid_type' && issue.path.length === 1 && issue.input === undefined;
  throw refuse(String(issue?.path[0] ?? ''), isMissing ? 'is required' : (issue?.message ?? 'is not right'));
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
  const { prompt, seconds, provider, model, video: named } = readFields(call, body.fields);
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
