import 'server-only';
import { StudioError } from '@/lib/errors';
import { newId } from '@/lib/new-id';
import { unixSeconds } from '@/lib/unix-seconds';
import type { JobContext } from './context';
import type { KeptSelection } from './selection-wire';

/** Time enough to begin a download; nothing else is done with it. */
const keptMs = 10 * 60_000;

type KeptContext = Pick<JobContext, 'database' | 'now'>;

const nameOf = (id: string) => `kept:${id}`;

/** Where the names of what is kept end that is too old: ids sort by the time they were made at. */
const oldest = (now: number) => nameOf(`selection_${(now - keptMs).toString(16).padStart(12, '0')}`);

/**
 * Keeps a list of ids for a few minutes, so that an address can name it: an address holds fewer ids than can be chosen, and a
 * browser saves only what has one. It is in the database, where any process finds it.
 */
export async function keepSelection(
  { database, now }: KeptContext,
  ids: readonly string[],
): Promise<KeptSelection> {
  const at = now();
  const id = newId('selection', at);
  await database
    .deleteFrom('settings')
    .where('name', '>=', nameOf(''))
    .where('name', '<', oldest(at))
    .execute();
  await database
    .insertInto('settings')
    .values({ name: nameOf(id), value: JSON.stringify(ids) })
    .execute();
  const url = `/api/export?selection=${id}`;
  return { id, object: 'selection.kept', url, expires_at: unixSeconds(at + keptMs) };
}

/** The ids of a list that is kept. @throws StudioError `not_found` */
export async function findSelection({ database, now }: KeptContext, id: string): Promise<string[]> {
  const name = nameOf(id);
  const row = await database
    .selectFrom('settings')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst();
  if (row && name >= oldest(now())) return JSON.parse(row.value);
  throw new StudioError('not_found', 'This selection is not kept any more.', { param: 'selection' });
}
