import 'server-only';
import { spellState } from './job';
import type { NewJob } from './store';

type Given = Pick<
  NewJob,
  'id' | 'providerId' | 'model' | 'request' | 'batchId' | 'requestHash' | 'idempotencyKey' | 'createdAt'
>;

/** A job to which nothing has happened yet: due for its submit at once, held by nobody. */
export function newJob(given: Given): NewJob {
  return {
    ...given,
    ...spellState('submit'),
    operation: null,
    upstreamId: null,
    progress: null,
    errorCode: null,
    errorMessage: null,
    errorParam: null,
    errorBody: null,
    warnings: [],
    saved: null,
    archivedBytes: null,
    attempt: 0,
    callerRetries: 0,
    sentAgainKey: null,
    failures: 0,
    updatedAt: given.createdAt,
    submittedAt: null,
    answeredAt: null,
    stalledAt: null,
    completedAt: null,
    expiresAt: null,
    upstreamDeletedAt: null,
    starredAt: null,
    projectId: null,
    trashedAt: null,
    purgedAt: null,
    dueAt: given.createdAt,
    holder: null,
    leasedUntil: null,
  };
}
