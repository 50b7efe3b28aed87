import 'server-only';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { StudioError } from '@/lib/errors';
import { log } from '@/lib/log';
import { fieldOfFault } from '@/lib/providers/caller-field';
import type { SubmitOutcome } from '@/lib/providers/classify-submit';
import type { Provider } from '@/lib/providers/provider';
import type { HeldJob, Move } from './advance-job';
import { circuitWords } from './circuits';
import type { JobContext } from './context';
import { holdBack } from './hold-back';
import { inlineKey } from './inline-video';
import type { Job } from './job';
import { type Prepared, prepareSubmit } from './prepare-submit';
import { nextLook } from './reconcile';
import { backOff } from './schedule';
import type { Settlement } from './spending';

/** Longer than the beats by which this process keeps its jobs, so that nobody else takes the job while it is on its way. */
const submitLeaseMs = 180_000;
/** How long a provider may be out of reach before a job that was never sent is given up. */
const unreachableForMs = 10 * 60_000;
/** So many tries in a row take about as long. Age alone says nothing of one that waited its turn, or was paused. */
const unreachableTries = 10;
/** How often it is looked whether a provider that refused everybody was set right; whoever sees to it makes what waits due at once. */
const circuitPauseMs = 10 * 60_000;
/** How long a job waits while another one finds out whether its provider takes anything: the longer, the older it is. */
const shortestTurnMs = 1_000;
const longestTurnMs = 15_000;

/** How often it is looked whether the daily limit leaves room again, beside its reset; raising it makes what waits due. */
const limitPauseMs = 15 * 60_000;

const charged: Settlement = { state: 'charged' };
const notCharged: Settlement = { state: 'not_charged' };

/** What may be said of money where a request never went out. */
function nothingSent({ sentAgainKey }: Job): string {
  if (sentAgainKey === null) return 'Nothing was sent, so nothing was charged.';
  return 'Nothing was sent this time; what was sent before, and never answered, may have been charged.';
}

/**
 * The move that each way a submit can end leads to. Money is only ever spent on `accepted` and `delivered`, and maybe on
 * `unknown`.
 */
function moveAfter(outcome: SubmitOutcome, job: Job, now: number, { dialect }: Provider): Move {
  switch (outcome.outcome) {
    case 'accepted': {
      const { operation, job: upstreamJob } = outcome;
      const changes = {
        operation: { ...operation, ...(upstreamJob.state === 'queued' ? { isQueued: true } : {}) },
        upstreamId: upstreamJob.id,
        progress: upstreamJob.progress || null,
        expiresAt: upstreamJob.expiresAt,
        answeredAt: now,
      };
      // What is there already is fetched before it is forgotten; there is nothing left to ask about.
      const isMade = upstreamJob.state === 'succeeded' && upstreamJob.resultUrl !== null;
      if (outcome.video || isMade) return { to: 'archive', changes, dueAt: now, spending: charged };
      const dueAt = now + (outcome.pollAfterMs ?? dialect.polling.intervalMs);
      return { to: 'poll', changes, dueAt, spending: charged };
    }
    case 'delivered':
      return {
        to: 'archive',
        changes: { operation: outcome.operation, answeredAt: now },
        dueAt: now,
        spending: charged,
      };
    case 'refused': {
      const { code, message, body } = outcome.error;
      const changes = {
        errorCode: code,
        errorMessage: message,
        errorParam: fieldOfFault(dialect, job, outcome.error),
        errorBody: body,
        completedAt: now,
      };
      return { to: 'failed', changes, spending: notCharged };
    }
    case 'rate_limited': {
      const changes = { submittedAt: null, failures: job.failures + 1 };
      const dueAt = now + (outcome.retryAfterMs ?? backOff(changes.failures));
      return { to: 'submit', changes, dueAt, spending: notCharged };
    }
    case 'never_sent': {
      if (now - job.createdAt >= unreachableForMs && job.failures + 1 >= unreachableTries) {
        const errorMessage = `The provider could not be reached: ${outcome.message} ${nothingSent(job)}`;
        return {
          to: 'failed',
          changes: { errorCode: 'network', errorMessage, submittedAt: null, completedAt: now },
          spending: notCharged,
        };
      }
      const changes = { submittedAt: null, failures: job.failures + 1, errorMessage: outcome.message };
      return { to: 'submit', changes, dueAt: now + backOff(changes.failures), spending: notCharged };
    }
    case 'unknown':
      return {
        to: 'unsure',
        changes: { errorCode: 'submit_unconfirmed', errorMessage: outcome.message, errorBody: outcome.body },
        dueAt: nextLook(dialect, now, 0),
      };
  }
}

/**
 * Puts a video that came as the answer itself into storage, before anything else is done with it. Where that fails, what
 * has an id is asked for instead.
 */
async function keepInline(context: JobContext, job: Job, outcome: SubmitOutcome): Promise<SubmitOutcome> {
  const isAccepted = outcome.outcome === 'accepted';
  if ((!isAccepted && outcome.outcome !== 'delivered') || !outcome.video) return outcome;
  const { storage } = context;
  const path = await storage.temporaryPath('part');
  try {
    await pipeline(outcome.video, createWriteStream(path));
    await storage.putFile(inlineKey(job.id), path);
    return outcome;
  } catch (error) {
    await rm(path, { force: true });
    if (isAccepted) return { ...outcome, video: null };
    const message = error instanceof Error ? error.message : String(error);
    return {
      outcome: 'unknown',
      message: `The video came with the answer and was cut off: ${message}`,
      body: null,
    };
  }
}

/** Sends what is ready. That it is about to be sent, and what it may cost, is committed before its first byte. */
async function send(
  context: JobContext,
  { job, save, log: stepLog }: HeldJob,
  provider: Provider,
  prepared: Prepared,
): Promise<{ outcome: SubmitOutcome; move: Move }> {
  const { now } = context;
  try {
    const changes = {
      submittedAt: now(),
      attempt: job.attempt + 1,
      warnings: prepared.warnings,
      leasedUntil: now() + submitLeaseMs,
    };
    const estimate = await context.prices.estimate(job);
    const entries = stepLog.about(await provider.describe(prepared.encoded));
    await save(changes, entries, (transaction, noted) => context.limits.spend(transaction, noted, estimate));
    const outcome = await keepInline(context, job, await provider.submit(prepared.encoded, stepLog.watch));
    const move = moveAfter(outcome, job, now(), provider);
    const isAnswered = move.to !== 'submit' && move.to !== 'unsure';
    const cleared = { errorCode: null, ...(isAnswered ? { errorMessage: null, errorBody: null } : {}) };
    return { outcome, move: { ...move, changes: { ...cleared, ...move.changes } } };
  } finally {
    // What the provider said must not be lost over a file that would not go.
    await prepared
      .cleanUp()
      .catch((error: unknown) => log.warn({ job: job.id, err: error }, 'a file was left behind'));
  }
}

/**
 * Sends the paid request, at most once per attempt: that it is about to be sent is committed before its first byte,
 * so whoever finds the job in that state knows that money may have been spent and sends nothing. Where the daily limit
 * leaves no room for it, it waits.
 */
export async function submit(context: JobContext, held: HeldJob): Promise<Move> {
  const { now, limits } = context;
  try {
    return await sendIfPossible(context, held);
  } catch (error) {
    if (!(error instanceof StudioError) || error.code !== 'daily_limit') throw error;
    const changes = { errorCode: error.code, errorMessage: error.message };
    return { to: 'submit', changes, dueAt: Math.min(limits.resetsAt(), now() + limitPauseMs) };
  }
}

/** Throws StudioError `daily_limit` where that stops it; nothing has been sent then. */
async function sendIfPossible(context: JobContext, held: HeldJob): Promise<Move> {
  const { job } = held;
  const { now, providers, circuits } = context;
  const provider = providers.find(job.providerId);
  if (job.submittedAt !== null) {
    // The answer was the video itself and was kept, and only the word of it was lost.
    if (await context.storage.stat(inlineKey(job.id)))
      return { to: 'archive', changes: { operation: {} }, dueAt: now(), spending: charged };
    const errorMessage =
      'The studio stopped while the request was on its way. The provider may have accepted it.';
    const changes = { errorCode: 'submit_unconfirmed' as const, errorMessage };
    return { to: 'unsure', changes, dueAt: nextLook(provider?.dialect, now(), 0) };
  }
  if (!provider) {
    const errorMessage = `The provider "${job.providerId}" is not connected any more. ${nothingSent(job)}`;
    return { to: 'failed', changes: { errorCode: 'unavailable', errorMessage, completedAt: now() } };
  }
  const instead = await holdBack(context, job, provider);
  if (instead) return instead;
  // Whatever holds it up from here on, the limit does not.
  const unlimited = job.errorCode === 'daily_limit' ? { errorCode: null, errorMessage: null } : {};
  const leave = await circuits.enter(provider.id);
  if (leave === 'busy') {
    const turnMs = Math.min(longestTurnMs, Math.max(shortestTurnMs, (now() - job.createdAt) / 4));
    const changes = { failures: job.failures, ...unlimited };
    return { to: 'submit', changes, dueAt: now() + Math.round(turnMs) };
  }
  // Not its own doing, so it goes on as it was.
  if (typeof leave === 'number')
    return { to: 'submit', changes: { failures: job.failures, ...unlimited }, dueAt: leave };
  if (leave !== 'go') {
    const changes = { errorCode: leave.code, errorMessage: circuitWords(provider.label, leave) };
    return { to: 'submit', changes, dueAt: now() + circuitPauseMs };
  }
  context.pace.count(provider.id, provider.dialect.polling);
  let outcome: SubmitOutcome | null = null;
  try {
    let prepared: Prepared;
    try {
      prepared = await prepareSubmit(context, provider, job);
    } catch (error) {
      if (!(error instanceof StudioError)) throw error;
      const { code, message, param } = error;
      const changes = { errorCode: code, errorMessage: message, errorParam: param, completedAt: now() };
      return { to: 'failed', changes };
    }
    const sent = await send(context, held, provider, prepared);
    outcome = sent.outcome;
    return sent.move;
  } finally {
    await circuits
      .settle(provider.id, outcome)
      .catch((error: unknown) => log.error({ provider: provider.id, err: error }, 'a refusal is not kept'));
  }
}
