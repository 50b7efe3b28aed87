import type { ErrorCode } from '@/lib/errors';
import type { Framing } from '@/lib/media/framing';

/** What people and SDKs see: OpenAI's four words and no other. */
export const jobStatuses = ['queued', 'in_progress', 'completed', 'failed'] as const;
export type JobStatus = (typeof jobStatuses)[number];

/** What the studio does next; `null` when nothing is left to do. */
export const jobSteps = ['submit', 'unsure', 'poll', 'archive'] as const;
export type JobStep = (typeof jobSteps)[number];

/** A place in the life of a job: a step, or one of the two ends. */
export const jobStates = [...jobSteps, 'completed', 'failed'] as const;
export type JobState = (typeof jobStates)[number];

const statusOfState: Record<JobState, JobStatus> = {
  submit: 'queued',
  unsure: 'queued',
  poll: 'in_progress',
  archive: 'in_progress',
  completed: 'completed',
  failed: 'failed',
};

/**
 * Every legal move. Staying (`submit` → `submit`) is a move too: a later time, more progress.
 * `unsure` → `submit` is the one that can cost money twice, so only a person makes it; `unsure` → `poll` is made by
 * the studio too, where the provider's own list leaves no doubt.
 */
export const legalMoves: Record<JobState, readonly JobState[]> = {
  submit: ['submit', 'unsure', 'poll', 'archive', 'failed'],
  unsure: ['unsure', 'submit', 'poll', 'failed'],
  poll: ['poll', 'archive', 'failed'],
  archive: ['archive', 'completed', 'failed'],
  completed: [],
  failed: ['poll'],
};

/** Whether a job may go from one state to another. */
export function canMove(from: JobState, to: JobState): boolean {
  return legalMoves[from].includes(to);
}

/** The state that a row's `status` and `step` spell. */
export function stateOf(job: { status: JobStatus; step: JobStep | null }): JobState {
  if (job.step) return job.step;
  return job.status === 'completed' ? 'completed' : 'failed';
}

/** The `status` and `step` that spell a state; the inverse of {@link stateOf}. */
export function spellState(state: JobState): { status: JobStatus; step: JobStep | null } {
  const step = state === 'completed' || state === 'failed' ? null : state;
  return { status: statusOfState[state], step };
}

/** Whether the studio still has something to do for it. */
export function isOpen(job: { step: JobStep | null }): boolean {
  return job.step !== null;
}

/** Whether it waits for its batch to be resumed: it is to be sent, and at no time. */
export function isPaused({ step, dueAt }: Pick<Job, 'step' | 'dueAt'>): boolean {
  return step === 'submit' && dueAt === null;
}

/** How an image guides the video. */
export const referenceRoles = ['first_frame', 'last_frame', 'reference'] as const;
export type ReferenceRole = (typeof referenceRoles)[number];

/** The frame of another video that an image is, as far as that is known. */
export type FrameOrigin = {
  videoId: string;
  /** From 0. */
  frame?: number;
  seconds?: number;
};

/** An image kept in storage under `references/<sha256>.<extension>`, shared by every job that uses it. */
export type Reference = {
  role: ReferenceRole;
  key: string;
  type: 'image/png' | 'image/jpeg' | 'image/webp';
  bytes: number;
  sha256: string;
  width: number;
  height: number;
  /** The public address that it was given by, for providers that fetch images themselves. */
  sourceUrl?: string;
  from?: FrameOrigin;
};

/** The calls that make a video from another one. */
export const sourceCalls = ['remix', 'edit', 'extension'] as const;
export type SourceCall = (typeof sourceCalls)[number];

/** How a video comes from another one: by a call, or by a frame of it that it begins or ends with. */
export const parentKinds = [...sourceCalls, ...referenceRoles] as const;
export type ParentKind = (typeof parentKinds)[number];

/** A video that somebody uploaded to have another one made from it, in storage under `sources/<sha256>.<extension>`. */
export type SourceFile = {
  key: string;
  type: 'video/mp4' | 'video/webm' | 'video/quicktime';
  bytes: number;
  sha256: string;
};

/** What a video is made from. */
export type Source = {
  call: SourceCall;
  /** The job that it is made from, and that job's id at the provider; `null` where a file was uploaded instead. */
  id: string | null;
  upstreamId: string | null;
  file?: SourceFile;
  /** Whether the provider has no such call, so that a plain create says the same as well as it can. */
  isEmulated?: boolean;
};

/** What was asked, in our own words; a dialect turns it into a provider's. */
export type JobRequest = {
  prompt: string;
  negativePrompt?: string;
  /** `1280x720` */
  size?: string;
  /** The wanted length, in seconds. */
  seconds?: number;
  fps?: number;
  seed?: number;
  user?: string;
  metadata?: Record<string, unknown>;
  /** Fields of one provider alone, by the names that callers use. */
  options?: Record<string, unknown>;
  references: Reference[];
  /** How the studio lays the first and the last frame into the size, where that was asked of it. */
  framing?: Framing;
  lastFrameFraming?: Framing;
  source?: Source;
};

/** Seeds up to here are taken by every provider: a signed 32-bit number is the least they have in common. */
export const largestSeed = 2_147_483_647;

/**
 * The seed of the n-th take, from 0: each has one of its own, so that takes of one seed are not the same video. A
 * negative one is some servers' word for "any", and stays.
 */
export function seedOfTake<Seed extends number | null | undefined>(seed: Seed, take: number): Seed | number {
  if (typeof seed !== 'number' || seed < 0) return seed;
  const last = seed <= largestSeed ? largestSeed : Number.MAX_SAFE_INTEGER;
  // Beyond the last one they go on from 0; so added up that nothing is rounded.
  return seed > last - take ? take - (last - seed) - 1 : seed + take;
}

/** How many videos one batch may hold. */
export const maximumBatch = 500;

/** What the provider could not honour, or what had to be changed to be accepted. */
export type Warning = { field: string; message: string };

/** The finished file as the probe found it, with where its three variants are kept. */
export type Saved = {
  videoKey: string;
  thumbnailKey: string | null;
  spritesheetKey: string | null;
  type: 'video/mp4' | 'video/webm' | 'video/quicktime';
  bytes: number;
  sha256: string;
  width: number;
  height: number;
  seconds: number;
  fps: number | null;
  codec: string;
};

/**
 * The provider's opaque handle of the work: stored before anything else is done with it. Beside it stands what its last
 * answer said of the work: `pollUrl`, `resultUrl`, and `isQueued` while it has not begun.
 */
export type Operation = Record<string, unknown>;

/** How long a video stays in the trash before it is deleted for good. */
export const trashKeptMs = 30 * 24 * 60 * 60_000;

/** Our durable record of one wanted video: the row, the card. Times are Unix milliseconds. */
export type Job = {
  id: string;
  /** Grows by one with every write; a write that names an older one is refused. */
  version: number;
  /** Grows over all jobs with every write that a browser should see. */
  changeSequence: number;
  status: JobStatus;
  step: JobStep | null;
  providerId: string;
  model: string;
  request: JobRequest;
  /** The jobs of one submit share it. */
  batchId: string;
  idempotencyKey: string | null;
  requestHash: string;
  operation: Operation | null;
  upstreamId: string | null;
  /** 0–100 as the provider says, or `null` where it says nothing that can be believed. */
  progress: number | null;
  errorCode: ErrorCode | null;
  errorMessage: string | null;
  /** The field of the request that the provider found fault with: the caller's name of it, where it is known. */
  errorParam: string | null;
  /** The provider's own words, untouched, for whoever opens the details. */
  errorBody: string | null;
  warnings: Warning[];
  saved: Saved | null;
  /** Bytes of the video that have been copied while archiving. */
  archivedBytes: number | null;
  /** How many times the paid request has been sent. */
  attempt: number;
  /** The highest repeat of the create, as its caller counts them, that this job was the answer to. */
  callerRetries: number;
  /** The `Idempotency-Key` under which a person last sent it again. */
  sentAgainKey: string | null;
  /** Tries in a row of the present step that came to nothing. */
  failures: number;
  createdAt: number;
  updatedAt: number;
  submittedAt: number | null;
  /** When the provider last gave an answer that made sense. */
  answeredAt: number | null;
  /** When it was seen that polling goes on for longer than the dialect says that a video takes. */
  stalledAt: number | null;
  completedAt: number | null;
  /** When the provider's own copy goes away. */
  expiresAt: number | null;
  /** When the provider's own copy was deleted because a person asked for that. */
  upstreamDeletedAt: number | null;
  /** When a person gave it a star. */
  starredAt: number | null;
  projectId: string | null;
  trashedAt: number | null;
  /** Set when only the tombstone is left, so that its idempotency key still answers. */
  purgedAt: number | null;
  /** When it is next wanted; `null` while it waits for a person (unsure, paused) or for nothing. */
  dueAt: number | null;
  holder: string | null;
  leasedUntil: number | null;
};
