import 'server-only';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Database } from '@/lib/db/open';
import { StudioError } from '@/lib/errors';
import { newId } from '@/lib/new-id';
import type { PollOutcome } from '@/lib/providers/classify-poll';
import type { Provider } from '@/lib/providers/provider';
import { isId } from '@/lib/providers/read-value';
import { readFields } from '@/lib/read-fields';
import { isUnconfirmed } from './candidates';
import { getJob } from './change-job';
import type { JobContext } from './context';
import { inTransaction } from './in-transaction';
import { type Job, spellState } from './job';
import { fromRow } from './job-row';
import { personMove } from './log-entry';
import { newJob } from './new-job';
import { confirmed } from './reconcile';
import { settle } from './spending';
import { openJobStore } from './store';

const upstreamId = z
  .string('must be text')
  .trim()
  .min(1, 'is required: the id that the provider gave the video')
  .max(1_024, 'is too long')
  .refine(isId, 'is no id');

/** `POST /api/videos/{id}/attach`. */
export const attachSchema = z.object({ upstream_id: upstreamId });

/** `POST /api/videos/adopt`. */
export const adoptSchema = attachSchema.extend({
  provider: z.string('must be the id of a connected provider'),
  prompt: z.string('must be text').trim().max(32_000, 'is too long').optional(),
  model: z.string('must be text').trim().max(200, 'is too long').optional(),
});

/** The job that holds a provider's video, or `null`. */
async function findOwner(database: Database, providerId: string, id: string): Promise<Job | null> {
  const row = await database
    .selectFrom('jobs')
    .selectAll()
    .where('provider_id', '=', providerId)
    .where('upstream_id', '=', id)
    .where('purged_at', 'is', null)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  return row ? fromRow(row) : null;
}

/** What the provider says of a video that somebody knows the id of. @throws StudioError where it says nothing */
async function look(provider: Provider, id: string): Promise<PollOutcome & { outcome: 'answered' }> {
  const answer = await provider.poll({ upstreamId: id, operation: null });
  if (answer.outcome === 'answered') return answer;
  if (answer.outcome === 'trouble') throw new StudioError(answer.code, answer.message);
  const message = `${provider.label} knows no video with this id: ${answer.message}`;
  throw new StudioError('not_found', message, { param: 'upstream_id' });
}

/**
 * `POST /api/videos/{id}/attach`: says which of the provider's videos an unconfirmed job made. It is polled from then on.
 * @throws StudioError
 */
export async function attachVideo(context: JobContext, id: string, body: unknown): Promise<Job> {
  const { database, providers, now, notify } = context;
  const { upstream_id: wanted } = readFields(attachSchema, body);
  const job = await getJob(context, id);
  if (job.upstreamId === wanted) return job;
  if (!isUnconfirmed(job))
    throw new StudioError('invalid_request', 'It is known what became of the request for this video.');
  const provider = providers.find(job.providerId);
  if (!provider)
    throw new StudioError('unavailable', 'The provider of this video is not connected any more.');
  await look(provider, wanted);
  const attached = await inTransaction(database, async (transaction) => {
    const owner = await findOwner(transaction, job.providerId, wanted);
    if (owner) {
      const message = `That video belongs to ${owner.id} already.`;
      throw new StudioError('invalid_request', message, { param: 'upstream_id' });
    }
    const changes = { ...confirmed(wanted, now()), ...spellState('poll'), holder: null, leasedUntil: null };
    const entries = [personMove(now(), job, 'poll')];
    const saved = await openJobStore(transaction).saveVersion(job.id, job.version, changes, now(), entries);
    if (saved) await settle({ state: 'charged' })(transaction, saved);
    return saved;
  });
  if (!attached)
    throw new StudioError(
      'not_ready',
      'The studio is working on this video right now. Try again in a moment.',
    );
  notify();
  return attached;
}

/**
 * `POST /api/videos/adopt`: makes a job of a video that was made elsewhere. The same one is adopted once, however
 * often it is asked for, and one that a job of ours made is that job's.
 * @throws StudioError
 */
export async function adoptVideo(context: JobContext, body: unknown): Promise<Job> {
  const { database, providers, now, notify } = context;
  const asked = readFields(adoptSchema, body);
  const { provider: providerId, upstream_id: wanted } = asked;
  const provider = providers.find(providerId);
  if (!provider) {
    const message = `There is no provider "${providerId.slice(0, 80)}".`;
    throw new StudioError('invalid_request', message, { param: 'provider' });
  }
  const earlier = await findOwner(database, providerId, wanted);
  if (earlier) return earlier;
  const { description, job: upstreamJob } = await look(provider, wanted);
  const createdAt = now();
  const adopted = {
    ...newJob({
      id: newId('video', createdAt),
      providerId,
      model: asked.model || description.model || '',
      request: { prompt: asked.prompt || description.prompt || '', references: [] },
      batchId: newId('batch', createdAt),
      requestHash: createHash('sha256').update(`adopted ${providerId} ${wanted}`).digest('hex'),
      idempotencyKey: null,
      createdAt,
    }),
    ...spellState('poll'),
    operation: {},
    upstreamId: wanted,
    progress: upstreamJob.progress,
    expiresAt: upstreamJob.expiresAt,
    answeredAt: createdAt,
  };
  const job = await inTransaction(database, async (transaction) => {
    const owner = await findOwner(transaction, providerId, wanted);
    const [made] = owner ? [owner] : await openJobStore(transaction).insert([adopted]);
    return made;
  });
  if (!job) throw new StudioError('internal', 'No job was made.');
  notify();
  return job;
}
