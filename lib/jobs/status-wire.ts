import type { ErrorCode } from '@/lib/errors';
import type { JobStatus } from './job';

/**
 * What lists are asked for by, finer than OpenAI's four words: every video is in exactly one of these, in the order in
 * which it goes through them.
 */
export const fineStatuses = [
  'unsent',
  'in_progress',
  'unsure',
  'completed',
  'errored',
  'blocked',
  'expired',
  'cancelled',
] as const;
export type FineStatus = (typeof fineStatuses)[number];

/** Which of them each of OpenAI's words stands for: what a video's own `status` says. */
export const partsOfStatus: Record<JobStatus, readonly FineStatus[]> = {
  queued: ['unsent', 'unsure'],
  in_progress: ['in_progress'],
  completed: ['completed'],
  failed: ['errored', 'blocked', 'expired', 'cancelled'],
};

/** The errors of failed videos that have a word of their own; by any other one, or none, a video is `errored`. */
export const endOfError = {
  moderation_blocked: 'blocked',
  video_expired: 'expired',
  cancelled: 'cancelled',
} as const satisfies Partial<Record<ErrorCode, FineStatus>>;

/** A word that a list can be asked for by: OpenAI's, which are as coarse as a video's `status`, and the finer ones. */
export type ListedStatus = JobStatus | FineStatus;
