import 'server-only';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { StudioError } from '@/lib/errors';
import { longestManifestBytes, type Manifest, manifestName, manifestSchema } from './library-archive';

/** An opened export: its table of contents, and where each file is in the zip. */
export type OpenedArchive = {
  zip: ZipFile;
  manifest: Manifest;
  entries: Map<string, Entry>;
  files: Map<string, Manifest['files'][number]>;
};

/** More than a library of a hundred thousand videos has. */
const mostEntries = 1_000_000;
/** Videos and images hardly shrink: a zip that grows more than this, beyond a little of text, is no export. */
const mostGrowth = 8;
const growthForText = 256 * 1024 * 1024;
const encrypted = 1;

/** What is wrong with an export, as an error that names the file. */
export function refuseArchive(message: string, cause?: unknown): StudioError {
  return new StudioError('invalid_request', message, { param: 'file', cause });
}

/** The entries of a zip by name. Names that lead elsewhere are refused by yauzl itself, doubled ones here. */
async function readEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > mostEntries) throw refuseArchive('The zip holds too many files.');
  let packed = 0;
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    const { fileName: name } = entry;
    if (name.endsWith('/')) continue;
    if (entries.has(name)) throw refuseArchive(`The zip holds ${name.slice(0, 120)} twice.`);
    if ((entry.generalPurposeBitFlag & encrypted) !== 0) throw refuseArchive('The zip is encrypted.');
    entries.set(name, entry);
    packed += entry.compressedSize;
    unpacked += entry.uncompressedSize;
    if (packed > zip.fileSize) throw refuseArchive('The files in the zip lie on top of each other.');
    if (unpacked > mostGrowth * zip.fileSize + growthForText)
      throw refuseArchive('The zip would unpack to far more than an export does.');
  }
  return entries;
}

async function readManifest(zip: ZipFile, entry: Entry | undefined): Promise<Manifest> {
  if (!entry) throw refuseArchive('This is no export of a studio: it has no manifest.json.');
  if (entry.uncompressedSize > longestManifestBytes)
    throw refuseArchive('The manifest is too long to be one.');
  const chunks = await (await zip.openReadStreamPromise(entry)).toArray();
  let content: unknown;
  try {
    content = JSON.parse(Buffer.concat(chunks).toString());
  } catch (cause) {
    throw refuseArchive('The manifest is not JSON.', cause);
  }
  const parsed = manifestSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuseArchive(
    `The manifest is not right at ${issue?.path.join('.') || 'its top'}: ${issue?.message}`,
  );
}

/** Opens an export. The caller closes its `zip`. @throws StudioError `invalid_request` naming `file` */
export async function openArchive(path: string): Promise<OpenedArchive> {
  let zip: ZipFile | null = null;
  try {
    zip = await openPromise(path, { autoClose: false, strictFileNames: true, validateEntrySizes: true });
    const entries = await readEntries(zip);
    const manifest = await readManifest(zip, entries.get(manifestName));
    const files = new Map(manifest.files.map((file) => [file.name, file]));
    if (files.size < manifest.files.length) throw refuseArchive('The manifest names a file twice.');
    // From here on each file has the name that it has in storage.
    for (const { name, at } of manifest.files) {
      const entry = at === undefined ? undefined : entries.get(at);
      if (entry) entries.set(name, entry);
    }
    return { zip, manifest, entries, files };
  } catch (error) {
    zip?.close();
    throw error instanceof StudioError ? error : refuseArchive('This is not a zip that can be read.', error);
  }
}
