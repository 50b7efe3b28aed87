import 'server-only';
import type { JobContext } from './context';
import type { Exported } from './export-library';
import { findSelection } from './kept-selection';

/**
 * Which videos the query of `GET /api/export` asks for: those of `ids`, the finished ones of a `selection` that is kept, or all.
 * @throws StudioError `not_found` naming `selection`
 */
export async function readExported(
  context: Pick<JobContext, 'database' | 'now'>,
  query: URLSearchParams,
): Promise<Exported> {
  const selection = query.get('selection');
  if (selection !== null) return { finishedOf: await findSelection(context, selection) };
  const ids = query.get('ids');
  return ids === null ? 'all' : { each: ids.split(',') };
}
