import 'server-only';
import type { Insertable, Selectable } from 'kysely';
import { hashPrompt } from '@/lib/db/hash-prompt';
import type { JobsTable } from '@/lib/db/schema';
import type { ErrorCode } from '@/lib/errors';
import { redact } from '@/lib/log';
import type { Job, JobRequest, JobStatus, JobStep, Operation, Saved, Warning } from './job';
import { withSource } from './read-source';

export type JobRow = Selectable<JobsTable>;

function parse<T>(text: string): T {
  return JSON.parse(text) as T;
}

/** The request that a row keeps. */
export function parseRequest(text: string): JobRequest {
  return withSource(parse<JobRequest>(text));
}

/** A row as a job. The JSON columns were written by {@link toColumns}, so they are trusted as they are. */
export function fromRow(row: JobRow): Job {
  return {
    id: row.id,
    version: row.version,
    changeSequence: row.change_sequence,
    status: row.status as JobStatus,
    step: row.step as JobStep | null,
    providerId: row.provider_id,
    model: row.model,
    request: parseRequest(row.request),
    batchId: row.batch_id,
    idempotencyKey: row.idempotency_key,
    requestHash: row.request_hash,
    operation: row.operation === null ? null : parse<Operation>(row.operation),
    upstreamId: row.upstream_id,
    progress: row.progress,
    errorCode: row.error_code as ErrorCode | null,
    errorMessage: row.error_message,
    errorParam: row.error_param,
    errorBody: row.error_body,
    warnings: parse<Warning[]>(row.warnings),
    saved: row.saved === null ? null : parse<Saved>(row.saved),
    archivedBytes: row.archived_bytes,
    attempt: row.attempt,
    callerRetries: row.caller_retries,
    sentAgainKey: row.sent_again_key,
    failures: row.failures,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    submittedAt: row.submitted_at,
    answeredAt: row.answered_at,
    stalledAt: row.stalled_at,
    completedAt: row.completed_at,
    expiresAt: row.expires_at,
    upstreamDeletedAt: row.upstream_deleted_at,
    starredAt: row.starred_at,
    projectId: row.project_id,
    trashedAt: row.trashed_at,
    purgedAt: row.purged_at,
    dueAt: row.due_at,
    holder: row.holder,
    leasedUntil: row.leased_until,
  };
}

/** What may be written of a job; its id, version and change sequence are the store's own business. */
export type JobChanges = Partial<Omit<Job, 'id' | 'version' | 'changeSequence'>>;

type Columns = Partial<Omit<Insertable<JobsTable>, 'id' | 'version' | 'change_sequence'>>;

/** What lists are filtered by, as far as a change says it. The size is the file's once there is one. */
function toFilterColumns({ request, saved }: JobChanges): Columns {
  const asked = request && {
    size: request.size ?? null,
    seconds: request.seconds ?? null,
    has_reference: request.references.length > 0 ? 1 : 0,
  };
  return { ...asked, ...(saved ? { size: `${saved.width}x${saved.height}` } : {}) };
}

/** Changes of a job as columns; keys that are absent stay absent. */
export function toColumns(changes: JobChanges): Columns {
  const columns: Columns = {
    ...toFilterColumns(changes),
    status: changes.status,
    step: changes.step,
    provider_id: changes.providerId,
    model: changes.model,
    prompt: changes.request?.prompt,
    prompt_hash: changes.request && hashPrompt(changes.request.prompt),
    request: changes.request && JSON.stringify(changes.request),
    batch_id: changes.batchId,
    idempotency_key: changes.idempotencyKey,
    request_hash: changes.requestHash,
    // Some servers repeat the key in what they answer.
    operation: changes.operation && redact(JSON.stringify(changes.operation)),
    upstream_id: changes.upstreamId,
    progress: changes.progress,
    error_code: changes.errorCode,
    error_message: changes.errorMessage,
    error_param: changes.errorParam,
    error_body: changes.errorBody,
    warnings: changes.warnings && JSON.stringify(changes.warnings),
    saved: changes.saved && JSON.stringify(changes.saved),
    archived_bytes: changes.archivedBytes,
    attempt: changes.attempt,
    caller_retries: changes.callerRetries,
    sent_again_key: changes.sentAgainKey,
    failures: changes.failures,
    created_at: changes.createdAt,
    updated_at: changes.updatedAt,
    submitted_at: changes.submittedAt,
    answered_at: changes.answeredAt,
    stalled_at: changes.stalledAt,
    completed_at: changes.completedAt,
    expires_at: changes.expiresAt,
    upstream_deleted_at: changes.upstreamDeletedAt,
    starred_at: changes.starredAt,
    project_id: changes.projectId,
    trashed_at: changes.trashedAt,
    purged_at: changes.purgedAt,
    due_at: changes.dueAt,
    holder: changes.holder,
    leased_until: changes.leasedUntil,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}
