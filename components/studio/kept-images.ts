import type { Framing } from '@/lib/media/framing';
import type { Draft, DraftImage } from './draft';

/** An image as the stored draft has it; its bytes are in another place, under its name. */
export type KeptImage = {
  name: string;
  width: number;
  height: number;
  framing: Framing | null;
  sourceUrl?: string;
  from?: DraftImage['from'];
};

/** The slots of the stored draft. */
export type KeptImages = {
  firstFrame: KeptImage | null;
  lastFrame: KeptImage | null;
  references: KeptImage[];
};

export type Images = Pick<Draft, 'firstFrame' | 'lastFrame' | 'references'>;

/** What the bytes of each file are kept under. A file stays the same one, wherever it is moved. */
export const names = new WeakMap<File, string>();

/**
 * The name of a file, the same over reloads of the draft. It begins with the time, so that names that nothing names any
 * more can be told by their age.
 */
export function nameOf(file: File): string {
  const known = names.get(file);
  if (known) return known;
  const name = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
  names.set(file, name);
  return name;
}

/** The images of a draft as they are stored with its words. */
export function describeImages({ firstFrame, lastFrame, references }: Images): KeptImages {
  const describe = ({ file, width, height, framing, sourceUrl, from }: DraftImage): KeptImage => ({
    ...{ name: nameOf(file), width, height, framing },
    ...(sourceUrl ? { sourceUrl } : {}),
    ...(from ? { from } : {}),
  });
  return {
    firstFrame: firstFrame && describe(firstFrame),
    lastFrame: lastFrame && describe(lastFrame),
    references: references.map(describe),
  };
}

/** The files of a draft by the names that they are kept under. */
export function filesByName({ firstFrame, lastFrame, references }: Images): Map<string, File> {
  const images = [firstFrame, lastFrame, ...references].filter((image) => image !== null);
  return new Map(images.map(({ file }) => [nameOf(file), file]));
}
