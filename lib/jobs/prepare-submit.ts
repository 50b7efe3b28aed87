import 'server-only';
import { readFile, rm, stat } from 'node:fs/promises';
import { StudioError } from '@/lib/errors';
import { type Pixels, parsePixels } from '@/lib/media/framing';
import { readImageHeader } from '@/lib/media/image-header';
import { workOnImage } from '@/lib/media/work-on-image';
import type { ReferenceField } from '@/lib/providers/dialect';
import { type Encoded, referenceFieldFor } from '@/lib/providers/encode';
import type { EncodableImage } from '@/lib/providers/encode-image';
import type { Provider } from '@/lib/providers/provider';
import { requirePublicAddress } from '@/lib/providers/web-address';
import type { JobContext } from './context';
import { fitReference, planFitting } from './fit-reference';
import type { Job, Reference, Source, SourceCall, Warning } from './job';
import { copyToLocalFile } from './local-file';
import { fileToSend, waysToSay } from './ways-to-say';

export type Prepared = { encoded: Encoded; warnings: Warning[]; cleanUp: () => Promise<void> };

/** What is said of a call that a provider has not, and of what was sent instead. */
const emulated: Record<SourceCall, Warning[]> = {
  remix: [
    {
      field: 'remix',
      message: 'This provider has no remix; the new prompt was sent with the same settings and reference.',
    },
  ],
  extension: [
    {
      field: 'extension',
      message:
        'This provider has no extension; the last frame was sent as the first frame of a new video. It holds what was added, and not what was before.',
    },
  ],
  // There is nothing that comes near it.
  edit: [],
};

/** Local files made for one submit; each is taken away when it is over, however it ends. */
type Workshop = { context: JobContext; paths: string[] };

async function newPath({ context, paths }: Workshop, extension: string): Promise<string> {
  const path = await context.storage.temporaryPath(extension);
  paths.push(path);
  return path;
}

/** What an image is prepared for. */
type Use = { request: Job['request']; field: ReferenceField; size: Pixels | null };

/** Makes an image one that is wanted, and that its field takes: its size, its type, its weight, in this order. */
async function adapt(
  workshop: Workshop,
  reference: Reference,
  sourcePath: string,
  { request, field, size }: Use,
): Promise<{ path: string; type: Reference['type']; warnings: Warning[] }> {
  const { role } = reference;
  const { framing, warnings } = planFitting(request, reference, { field, size });
  let { type } = reference;
  let path = sourcePath;
  const keepsSize = framing !== null || (field.mustMatchSize && size !== null);
  if (framing && size) {
    path = await newPath(workshop, 'image');
    await fitReference(reference, { sourcePath, targetPath: path }, size, framing);
  }
  const [firstType] = field.types;
  if (firstType && !field.types.includes(type)) {
    const targetPath = await newPath(workshop, 'image');
    const wanted = field.types.includes('image/jpeg') ? 'image/jpeg' : firstType;
    await workOnImage({ as: 'converted', sourcePath: path, targetPath, type: wanted });
    warnings.push({
      field: role,
      message: `The image was sent as ${wanted}; the provider takes no ${type}.`,
    });
    path = targetPath;
    type = wanted;
  }
  const { size: bytes } = await stat(path);
  if (field.maximumBytes !== undefined && bytes > field.maximumBytes) {
    const targetPath = await newPath(workshop, 'image');
    const { maximumBytes } = field;
    const isSmall =
      field.types.includes('image/jpeg') &&
      (await workOnImage({ as: 'shrunk', sourcePath: path, targetPath, maximumBytes, keepsSize }));
    if (!isSmall) {
      const message = `The provider takes an image of at most ${maximumBytes} bytes, and this one cannot be made so small.`;
      throw new StudioError('too_large', message, { param: 'input_reference' });
    }
    warnings.push({
      field: role,
      message: `The image was made smaller: the provider takes ${maximumBytes} bytes.`,
    });
    path = targetPath;
    type = 'image/jpeg';
  }
  return { path, type, warnings };
}

/** The address of an image, where it is still one that a provider can be sent to; else the image itself has to go. */
async function findAddress({ sourceUrl }: Reference): Promise<string | undefined> {
  if (sourceUrl === undefined) return undefined;
  return requirePublicAddress(sourceUrl).then(
    ({ href }) => href,
    () => undefined,
  );
}

/** A reference as a local file that can be sent. */
async function prepareImage(
  workshop: Workshop,
  reference: Reference,
  { field, ...use }: Omit<Use, 'field'> & { field: ReferenceField | undefined },
): Promise<{ image: EncodableImage; warnings: Warning[] }> {
  const extension = reference.key.split('.').at(-1) ?? 'bin';
  const sourcePath = await copyToLocalFile(workshop.context.storage, reference.key, extension);
  if (!sourcePath)
    throw new StudioError('not_found', 'The reference image is no longer in storage.', {
      param: 'input_reference',
    });
  workshop.paths.push(sourcePath);
  const { path, type, warnings } = field
    ? await adapt(workshop, reference, sourcePath, { field, ...use })
    : { path: sourcePath, type: reference.type, warnings: [] };
  const readDataUri = async () => `data:${type};base64,${(await readFile(path)).toString('base64')}`;
  // An address stands for the image as it was given, so not for one that had to be changed.
  const isWanted = path === sourcePath && field?.as.includes('url');
  const url = isWanted ? await findAddress(reference) : undefined;
  const { width, height } = await readImageHeader(path);
  return { image: { role: reference.role, path, type, width, height, url, readDataUri }, warnings };
}

/** Makes ready what is made from another video by a call of the provider's own. */
async function prepareFromVideo(
  { storage, store, now }: JobContext,
  { label, encodeFromVideo }: Provider,
  { model, request: { prompt, seconds } }: Pick<Job, 'model' | 'request'>,
  { call, id, file }: Source,
): Promise<Prepared> {
  const path = file ? await copyToLocalFile(storage, file.key, 'part') : null;
  const cleanUp = async () => {
    if (path !== null) await rm(path, { force: true });
  };
  const earlier = id === null ? null : await store.find(id);
  const ways = file && path !== null ? fileToSend(path, file) : earlier && waysToSay(earlier, now());
  const encoded = ways && encodeFromVideo(call, { model, prompt, seconds }, ways);
  if (encoded) return { encoded, warnings: [], cleanUp };
  await cleanUp();
  const message = `${label} cannot be told any more which video this one is made from. Nothing was sent.`;
  throw new StudioError('unsupported', message, { param: 'video' });
}

/**
 * Makes everything ready that a submit sends, before it is noted that it is being sent.
 * @throws StudioError where the request cannot be put into the provider's words; nothing has been sent then
 */
export async function prepareSubmit(
  context: JobContext,
  provider: Provider,
  job: Pick<Job, 'model' | 'request'>,
): Promise<Prepared> {
  const { source, references, framing: _framing, lastFrameFraming: _last, ...request } = job.request;
  if (source && !source.isEmulated) return prepareFromVideo(context, provider, job, source);
  const size = parsePixels(request.size);
  const workshop: Workshop = { context, paths: [] };
  const cleanUp = async () => {
    await Promise.all(workshop.paths.map((path) => rm(path, { force: true })));
  };
  try {
    const images: EncodableImage[] = [];
    const warnings: Warning[] = source ? [...emulated[source.call]] : [];
    for (const reference of references) {
      const field = referenceFieldFor(provider.dialect, job.model, reference.role);
      const prepared = await prepareImage(workshop, reference, { request: job.request, field, size });
      images.push(prepared.image);
      warnings.push(...prepared.warnings);
    }
    const encoded = await provider.encode({ ...request, model: job.model, images });
    return { encoded, warnings: [...warnings, ...encoded.warnings], cleanUp };
  } catch (error) {
    await cleanUp();
    throw error;
  }
}
