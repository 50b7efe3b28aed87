import { openSource } from '@/components/player/open-source';
import { openVideo } from '@/components/player/open-video';
import { contentUrl } from '@/lib/client/change-video';
import { evenTable, type FrameTable } from '@/lib/media/frame-table';
import { type SequencePart, withFrames } from './sequence';
import { type Place, placesOf } from './sequence-places';
import { SequenceSource } from './sequence-source';

/** Several are open at a time, so each may keep less than one that is alone. */
const cacheBytes = 48 * 1024 * 1024;

type Looked = { table: FrameTable; hasSound: boolean };

/** The same videos are looked at again for each change of their order. A file never changes. */
const looked = new Map<string, Promise<Looked>>();
const mostLooked = 100;

async function read(id: string): Promise<Looked> {
  const { input, table, audio } = await openVideo(contentUrl(id, 'video'));
  input.dispose();
  return { table, hasSound: audio !== null };
}

/** The frames that a file lists, and whether it has sound; as far as it is known where the file cannot be read. */
function look({ id, seconds }: SequencePart, fps: number | null): Promise<Looked> {
  const reading = looked.get(id) ?? read(id);
  looked.delete(id);
  looked.set(id, reading);
  for (const other of [...looked.keys()].slice(0, -mostLooked)) looked.delete(other);
  return reading.catch(() => {
    looked.delete(id);
    return { table: evenTable(seconds, fps), hasSound: true };
  });
}

type Wanted = {
  parts: readonly SequencePart[];
  /** The rate of each video, by its id. */
  rates: ReadonlyMap<string, number | null>;
  size: { width: number; height: number };
  objectFit: 'contain' | 'cover';
};

/**
 * Opens parts of videos end to end as one, with the first frame shown.
 * @throws where that cannot be shown
 */
export async function openSequence({
  parts,
  rates,
  ...shape
}: Wanted): Promise<{ source: SequenceSource; places: readonly Place[] }> {
  const rateOf = (id: string) => rates.get(id) ?? null;
  const files = await Promise.all(parts.map((part) => look(part, rateOf(part.id))));
  const tables = files.map(({ table }) => table);
  const exact = parts.map((part, index) => {
    const table = tables[index];
    return table ? withFrames(part, table.starts.length, table.seconds) : part;
  });
  const { places, table } = placesOf(exact, tables);
  const open = ({ id }: Place) => openSource({ url: contentUrl(id, 'video'), fps: rateOf(id), cacheBytes });
  const hasSound = files.some((file) => file.hasSound);
  const source = new SequenceSource({ ...shape, places, table, hasSound, open });
  try {
    await source.show(0, 1);
  } catch (error) {
    source.close();
    throw error;
  }
  return { source, places };
}
