import 'server-only';
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from '@/lib/db/open';
import type { Schema } from '@/lib/db/schema';
import { searchPrompts } from '@/lib/db/search-prompts';
import { jobStatuses } from './job';
import type { JobFilter } from './list-filter';
import { markKey } from './mark-words';
import { endOfError, type ListedStatus } from './status-wire';

type Where = ExpressionBuilder<Schema, 'jobs'>;

/**
 * What `status` asks for. The error is the one thing in it that is not in the index: it stands last, behind the status, so
 * that only rows of videos that failed are read for it.
 */
function hasStatus(where: Where, statuses: readonly ListedStatus[]): Expression<SqlBool> {
  const isAsked = (status: ListedStatus) => statuses.includes(status);
  const words = jobStatuses.filter(isAsked);
  const steps = [...(isAsked('unsent') ? ['submit'] : []), ...(isAsked('unsure') ? ['unsure'] : [])];
  const codes = Object.entries(endOfError).flatMap(([code, end]) => (isAsked(end) ? [code] : []));
  const code = where.fn.coalesce('error_code', sql.lit(''));
  const ends = [
    ...(codes.length > 0 ? [where(code, 'in', codes)] : []),
    ...(isAsked('errored') ? [where(code, 'not in', Object.keys(endOfError))] : []),
  ];
  return where.or([
    ...(words.length > 0 ? [where('status', 'in', words)] : []),
    ...(steps.length > 0 ? [where('step', 'in', steps)] : []),
    ...(ends.length > 0 ? [where.and([where('status', '=', 'failed'), where.or(ends)])] : []),
  ]);
}

/**
 * The condition of a filter. All that it names of a row, but for tags and errors, is in the index of its list
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
