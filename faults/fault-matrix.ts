/**
 * Every fault that the studio is held against, with the tests that stand for it: a test says so by a title that begins
 * with the fault's number. Faults of processes and lines are met by a real studio in this folder; what is a matter of one
 * function is tested beside it.
 */
export type MatrixRow = {
  id: `F${number}`;
  fault: string;
  tests: string[];
  /** Why there is none yet. */
  later?: string;
};

const needsPostgresOrS3 = 'comes with Postgres and S3';

export const faultMatrix: MatrixRow[] = [
  { id: 'F1', fault: 'double click, two tabs', tests: ['faults/create.test.ts'] },
  {
    id: 'F2',
    fault: 'our answer is lost and the caller asks again',
    tests: [
      'faults/sdk-retries.test.ts',
      'lib/jobs/scenarios/retrying-callers.test.ts',
      'lib/jobs/create-job.test.ts',
    ],
  },
  {
    id: 'F3',
    fault: 'one key for two requests, twins at once',
    tests: ['faults/create.test.ts', 'lib/jobs/submit.test.ts'],
  },
  { id: 'F4', fault: 'no name, no connection, no TLS', tests: ['faults/create.test.ts'] },
  { id: 'F5', fault: '429', tests: ['faults/create.test.ts', 'lib/jobs/circuits.test.ts'] },
  { id: 'F6', fault: '5xx, 408, 409 to a create', tests: ['faults/create.test.ts'] },
  { id: 'F7', fault: 'accepted, and the answer is lost, cut or senseless', tests: ['faults/create.test.ts'] },
  { id: 'F8', fault: 'a redirect of a create', tests: ['faults/create.test.ts'] },
  {
    id: 'F9',
    fault: '401, 402, 403',
    tests: ['faults/create.test.ts', 'lib/jobs/circuits.test.ts', 'lib/jobs/resume-provider.test.ts'],
  },
  {
    id: 'F10',
    fault: 'an upload that is cut, too large, or larger than some limit',
    tests: ['faults/create.test.ts'],
  },
  {
    id: 'F11',
    fault: 'several takes, killed in the middle',
    tests: ['faults/create.test.ts', 'lib/jobs/submit.test.ts'],
  },
  { id: 'F12', fault: 'killed at each point of the commit order', tests: ['faults/stop-points.test.ts'] },
  { id: 'F13', fault: 'killed at random instants', tests: ['faults/kills.test.ts'] },
  {
    id: 'F14',
    fault: 'told to stop with work on its way',
    tests: [
      'faults/process.test.ts',
      'e2e/stop.spec.ts',
      'lib/runtime.test.ts',
      'lib/jobs/create-job.test.ts',
    ],
  },
  { id: 'F15', fault: 'blocked, asleep, out of leases', tests: ['faults/process.test.ts'] },
  { id: 'F16', fault: 'two processes, one folder', tests: ['faults/process.test.ts', 'lib/db/open.test.ts'] },
  { id: 'F17', fault: 'many machines, one cut off', tests: [], later: needsPostgresOrS3 },
  { id: 'F18', fault: 'polls that come to nothing', tests: ['faults/poll.test.ts', 'lib/jobs/poll.test.ts'] },
  {
    id: 'F19',
    fault: 'unknown words, progress that makes no sense',
    tests: ['lib/jobs/poll.test.ts', 'lib/jobs/scenarios/poll.test.ts'],
  },
  {
    id: 'F20',
    fault: '404 for a job that was made',
    tests: ['faults/poll.test.ts', 'lib/jobs/poll.test.ts'],
  },
  {
    id: 'F21',
    fault: 'a failure as an HTTP error, as text, as nothing',
    tests: ['lib/jobs/poll.test.ts', 'lib/jobs/scenarios/poll.test.ts'],
  },
  { id: 'F22', fault: 'answers out of order', tests: ['lib/jobs/store.test.ts'] },
  {
    id: 'F23',
    fault: 'a provider that is silent for a day',
    tests: ['faults/poll.test.ts', 'lib/jobs/pace.test.ts'],
  },
  { id: 'F24', fault: 'a job that never ends', tests: ['faults/poll.test.ts', 'lib/jobs/poll.test.ts'] },
  {
    id: 'F25',
    fault: 'a download that breaks off, or is not as long as it says',
    tests: ['faults/archive.test.ts', 'lib/jobs/archive-trouble.test.ts'],
  },
  { id: 'F26', fault: 'the content is at another origin', tests: ['faults/archive.test.ts'] },
  { id: 'F27', fault: 'something else in place of the content', tests: ['faults/archive.test.ts'] },
  {
    id: 'F28',
    fault: 'the content has expired',
    tests: ['faults/archive.test.ts', 'lib/jobs/store.test.ts'],
  },
  {
    id: 'F29',
    fault: 'a disk that is full, read-only or broken',
    tests: ['faults/archive.test.ts', 'lib/jobs/archive-trouble.test.ts'],
  },
  {
    id: 'F30',
    fault: 'a file removed or altered behind us',
    tests: ['faults/archive.test.ts', 'lib/jobs/verify-library.test.ts', 'lib/jobs/archive-trouble.test.ts'],
  },
  { id: 'F31', fault: 'object storage in trouble', tests: [], later: needsPostgresOrS3 },
  {
    id: 'F32',
    fault: 'a download without end',
    tests: ['faults/archive.test.ts', 'lib/jobs/archive-trouble.test.ts'],
  },
  { id: 'F33', fault: 'Postgres restarted again and again', tests: [], later: needsPostgresOrS3 },
  { id: 'F34', fault: 'a database that is busy', tests: ['faults/database.test.ts'] },
  {
    id: 'F35',
    fault: 'no database between the answer and its id',
    tests: ['faults/database.test.ts', 'lib/jobs/accepted-journal.test.ts'],
  },
  {
    id: 'F36',
    fault: 'a migration cut off, a database of a newer release',
    tests: ['faults/database.test.ts', 'lib/db/open.test.ts'],
  },
  {
    id: 'F37',
    fault: 'a clock that is set',
    tests: ['faults/process.test.ts', 'lib/jobs/follow-clock.test.ts', 'lib/webhooks/webhooks.test.ts'],
  },
  // The studio takes no webhooks in: it asks by itself, so that there is nothing to forge or to replay.
  { id: 'F38', fault: 'webhooks forged and replayed', tests: ['e2e/webhooks.spec.ts'] },
  { id: 'F39', fault: 'a hundred browsers', tests: ['faults/clients.test.ts'] },
  { id: 'F40', fault: 'slow readers', tests: ['faults/clients.test.ts'] },
  {
    id: 'F41',
    fault: 'deleted while it is worked on',
    tests: ['faults/clients.test.ts', 'lib/jobs/save-late.test.ts', 'lib/jobs/delete-in-each-state.test.ts'],
  },
  { id: 'F42', fault: 'a backup that is older than the last videos', tests: ['faults/database.test.ts'] },
];
