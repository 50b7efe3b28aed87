import 'server-only';
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from '@/lib/db/open';
import type { Schema } from '@/lib/db/schema';
import { searchPrompts } from '@/lib/db/search-prompts';
import type { JobFilter, ListedStatus } from './list-filter';
import { markKey } from './mark-words';

type Where = ExpressionBuilder<Schema, 'jobs'>;

function hasStatus(where: Where, statuses: readonly ListedStatus[]): Expression<SqlBool> {
  const words = statuses.filter((status) => status !== 'unsure');
  return where.or([
    ...(words.length > 0 ? [where('status', 'in', words)] : []),
    ...(statuses.includes('unsure') ? [where('step', '=', 'unsure')] : []),
  ]);
}

/**
 * The condition of a filter. All that it names of a row, but for tags, is in the index of its list
 * (`0012-organise.ts`): what is purged is trashed as well, so of the library it need not be asked.
 */
export function matchJobs(database: Database, filter: JobFilter) {
  return (where: Where): Expression<SqlBool> => {
    const { text, statuses, providerId, model, size, isStarred, tag, projectId, hasReference } = filter;
    const { isTrashed, createdFrom, createdBefore } = filter;
    const found = text === undefined ? null : searchPrompts(database, text);
    return where.and([
      where('trashed_at', isTrashed ? 'is not' : 'is', null),
      ...(isTrashed ? [where('purged_at', 'is', null)] : []),
      ...(createdFrom === undefined ? [] : [where('created_at', '>=', createdFrom)]),
      ...(createdBefore === undefined ? [] : [where('created_at', '<', createdBefore)]),
      ...(statuses ? [hasStatus(where, statuses)] : []),
      ...(providerId ? [where('provider_id', '=', providerId)] : []),
      ...(model ? [where('model', '=', model)] : []),
      ...(size ? [where('size', '=', size)] : []),
      ...(projectId ? [where('project_id', '=', projectId)] : []),
      ...(isStarred === undefined ? [] : [where('starred_at', isStarred ? 'is not' : 'is', null)]),
      ...(hasReference === undefined ? [] : [where('has_reference', '=', hasReference ? 1 : 0)]),
      ...(tag
        ? [sql<boolean>`jobs.id in (select job_id from job_tags where tag_key = ${markKey(tag)})`]
        : []),
      ...(found ? [found] : []),
    ]);
  };
}
