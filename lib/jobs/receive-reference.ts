import 'server-only';
import { z } from 'zod';
import { StudioError } from '@/lib/errors';
import { type ParsedBody, parseBody } from '@/lib/multipart';
import { readFields } from '@/lib/read-fields';
import type { JobContext } from './context';
import { listPage } from './list-page';
import { limitSchema } from './list-request';
import { presentReference } from './present-reference';
import { findImage, listImages, noteUpload } from './reference-rows';
import { keepReference, maximumReferenceBytes, type ReferenceSource } from './references';
import { requireRoom } from './room';
import type { WireReference, WireReferenceList } from './wire';

const urlWords = 'must be an http(s) URL';

/** The body of `POST /api/references`: the address of an image. */
export const keepReferenceSchema = z.strictObject({
  url: z
    .string(urlWords)
    .trim()
    .max(8_192, 'may be 8,192 characters long')
    .regex(/^https?:/i, urlWords),
});
/** Of a form it is the file. */
export const keepReferenceFormSchema = z.strictObject({});

/** The query of `GET /api/references`. */
export const referenceQuerySchema = z.object({ limit: limitSchema, after: z.string().optional() });

function readSource({ fields, files }: ParsedBody): ReferenceSource {
  const role = 'reference';
  const [file, ...others] = files;
  if (!file) return { role, param: 'url', text: readFields(keepReferenceSchema, fields).url };
  const stray = others[0] ?? (file.field === 'file' ? null : file);
  if (stray) {
    const words = stray.field === 'file' ? 'is given more than once' : 'takes no file';
    throw new StudioError('invalid_request', `${stray.field} ${words}.`, { param: stray.field });
  }
  readFields(keepReferenceFormSchema, fields);
  return { role, param: 'file', path: file.path };
}

/**
 * `POST /api/references`: keeps an image before there is a video for it, so that it can be seen and framed.
 * @throws StudioError about the body, the address or the image
 */
export async function receiveReference(context: JobContext, request: Request): Promise<WireReference> {
  const { storage, database, now } = context;
  const body = await parseBody(request, {
    maximumFileBytes: maximumReferenceBytes,
    maximumFiles: 2,
    requireRoom: (bytes) => requireRoom(storage, bytes),
    temporaryPath: () => storage.temporaryPath('upload'),
    imageFields: [],
  });
  try {
    const source = readSource(body);
    await requireRoom(storage);
    return presentReference(await noteUpload(database, await keepReference(storage, source), now()));
  } finally {
    await body.drop();
  }
}

/**
 * `GET /api/references`: the images that videos were given and those that were uploaded, the last used first.
 * @throws StudioError `invalid_request` naming the query parameter
 */
export async function answerReferences(
  { database }: JobContext,
  query: URLSearchParams,
): Promise<WireReferenceList> {
  const { limit, after } = readFields(referenceQuerySchema, Object.fromEntries(query));
  const last = after === undefined ? null : await findImage(database, `references/${after}`);
  if (after !== undefined && !last)
    throw new StudioError('invalid_request', 'after names no reference image.', { param: 'after' });
  const { images, hasMore } = await listImages(database, { after: last, limit });
  return listPage(images.map(presentReference), hasMore);
}
