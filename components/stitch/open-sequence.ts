import { openSource } from '@/components/player/open-source';
import { openVideo } from '@/components/player/open-video';
import { contentUrl } from '@/lib/client/change-video';
import { evenTable } from '@/lib/media/frame-table';
import { type SequencePart, withFrames } from './sequence';
import { type Place, placesOf } from './sequence-places';
import { SequenceSource } from './sequence-source';

/** Several are open at a time, so each may keep less than one that is alone. */
const cacheBytes = 48 * 1024 * 1024;

/** The frames that a file lists, and whether it has sound; as far as it is known where the file cannot be read. */
async function look({ id, seconds }: SequencePart, fps: number | null) {
  const video = await openVideo(contentUrl(id, 'video')).catch(() => null);
  video?.input.dispose();
  return { table: video?.table ?? evenTable(seconds, fps), hasSound: video?.audio !== null };
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
