import type { Generated } from 'kysely';
import type { WebhookDeliveriesTable, WebhooksTable } from './webhook-tables';

/**
 * The rows. Times are Unix milliseconds; JSON is kept as text, so that one set of queries serves both engines.
 * Shapes of the JSON columns are `lib/jobs/job.ts`'s.
 */
export type JobsTable = {
  id: string;
  version: Generated<number>;
  change_sequence: number;
  status: string;
  step: string | null;
  provider_id: string;
  model: string;
  prompt: string;
  request: string;
  batch_id: string;
  idempotency_key: string | null;
  request_hash: string;
  operation: string | null;
  upstream_id: string | null;
  progress: number | null;
  error_code: string | null;
  error_message: string | null;
  error_param: string | null;
  error_body: string | null;
  warnings: string;
  saved: string | null;
  archived_bytes: number | null;
  attempt: number;
  failures: number;
  created_at: number;
  updated_at: number;
  submitted_at: number | null;
  answered_at: number | null;
  completed_at: number | null;
  expires_at: number | null;
  trashed_at: number | null;
  purged_at: number | null;
  due_at: number | null;
  holder: string | null;
  leased_until: number | null;
  caller_retries: number;
  sent_again_key: string | null;
  stalled_at: number | null;
  upstream_deleted_at: number | null;
  /** By it equal prompts are found; `lib/db/hash-prompt.ts`. */
  prompt_hash: string | null;
  starred_at: number | null;
  project_id: string | null;
  /** `1280x720`: that of the file once there is one, until then that asked for. */
  size: string | null;
  /** The length that was asked for. */
  seconds: number | null;
  /** 1 where it was given an image, else 0. */
  has_reference: Generated<number>;
};

/** What people group videos into; no two have the same key, which is `lib/jobs/mark-words.ts`'s. */
export type ProjectsTable = { id: string; name: string; name_key: string; created_at: number };

/** Which video has which tag; tags with the same key are the same, however they are spelt. */
export type JobTagsTable = { job_id: string; tag_key: string; tag: string };

/** Videos whose sidecar does not say yet how they are marked; each commit that changes that leaves another note. */
export type StaleSidecarsTable = { job_id: string; note: string };

/** A provider that was connected in the studio; the JSON columns are `lib/jobs/provider-store.ts`'s. */
export type ProvidersTable = {
  id: string;
  label: string;
  base_url: string;
  /** The preset that its dialect began as. */
  preset: string | null;
  /** `null` for as long as it is the preset's. */
  dialect: string | null;
  sealed_api_key: string | null;
  key_last_four: string | null;
  models: string | null;
  position: number;
  created_at: number;
  updated_at: number;
};

/** A provider to which nothing is sent until a person acts, with its reason. */
export type CircuitsTable = { provider_id: string; code: string; message: string; opened_at: number };

/** Videos that were asked for together; their rows in `jobs` name it as their `batch_id`. */
export type BatchesTable = {
  id: string;
  idempotency_key: string;
  request_hash: string;
  /** How many videos it began with. */
  count: number;
  created_at: number;
  /** Since when nothing of it is sent, until somebody resumes it. */
  paused_at: number | null;
  /** Since when nothing of it is ever sent. */
  cancelled_at: number | null;
};

/** What happened to a job, in order; equal things in a row are one row. `entry` is `lib/jobs/log-entry.ts`'s. */
export type JobLogTable = {
  job_id: string;
  /** From 1 on, in each job for itself. */
  sequence: number;
  at: number;
  last_at: number;
  count: number;
  /** By it the next entry is told to be the same again. */
  likeness: string;
  entry: string;
};

/** A token that programs ask with; only its hash is kept. */
export type TokensTable = {
  id: string;
  name: string;
  scope: string;
  hash: string;
  last_four: string;
  created_at: number;
  used_at: number | null;
};

/** Somebody who signed in, with the access token itself (`token_id` is null) or with one of those above. */
export type SessionsTable = { hash: string; token_id: string | null; created_at: number; expires_at: number };

/** A link by which somebody without a token may look at videos; `video_ids` is a JSON list. */
export type SharesTable = {
  id: string;
  hash: string;
  video_ids: string;
  shows_prompt: number;
  allows_download: number;
  created_at: number;
  expires_at: number;
};

/** An image in storage, by its key. It was given to videos, or uploaded by itself at `uploaded_at`, or both. */
export type ReferenceImagesTable = {
  key: string;
  type: string;
  bytes: number;
  width: number;
  height: number;
  /** The public address that it was last given by. */
  source_url: string | null;
  /** When it was last given to a video, or uploaded. */
  used_at: number;
  uploaded_at: number | null;
};

/** Which job names which image; of a job that was deleted for good it still says so. */
export type JobReferencesTable = { job_id: string; key: string };

/** Which video a job comes from; `kind` is one of `parentKinds`. It says so of deleted ones too. */
export type JobParentsTable = { job_id: string; parent_id: string; kind: string };

/** What people keep under a name; `body` is JSON of `lib/prompts/wire.ts`, by `kind`. */
export type SavedTable = {
  id: string;
  kind: string;
  name: string;
  body: string;
  created_at: number;
  updated_at: number;
};

/** The chat endpoint that improves prompts. There is one row at most, with the id 1. */
export type PromptImproverTable = {
  id: number;
  base_url: string;
  sealed_api_key: string | null;
  key_last_four: string | null;
  model: string;
  /** `null` for as long as it is the studio's own. */
  instruction: string | null;
  updated_at: number;
};

/** One paid request: what it is thought to cost, and whether it is charged. It stays when its job is deleted for good. */
export type SpendingTable = {
  job_id: string;
  attempt: number;
  provider_id: string;
  model: string;
  sent_at: number;
  /** Millionths of a unit of `currency`; both are `null` where nobody knows. */
  micros: number | null;
  currency: string | null;
  /** 1, or 0 where the provider said what it charged. */
  is_estimated: number;
  /** `unsure`, `charged` or `not_charged`. */
  state: string;
};

/** What a model costs, as a person has set it; `price` is `lib/jobs/price.ts`'s. */
export type PricesTable = { provider_id: string; model: string; price: string; set_at: number };

/** What is set for the whole studio, each as JSON under its name. */
export type SettingsTable = { name: string; value: string };

/** A video that is made of others; the JSON columns are `lib/stitches/stitch-store.ts`'s. */
export type StitchesTable = {
  id: string;
  request: string;
  /** `queued`, `in_progress`, `completed` or `failed`. */
  status: string;
  progress: number;
  made: string | null;
  error: string | null;
  created_at: number;
  ended_at: number | null;
};

export type Schema = {
  jobs: JobsTable;
  projects: ProjectsTable;
  job_tags: JobTagsTable;
  stale_sidecars: StaleSidecarsTable;
  providers: ProvidersTable;
  circuits: CircuitsTable;
  batches: BatchesTable;
  job_log: JobLogTable;
  tokens: TokensTable;
  sessions: SessionsTable;
  webhooks: WebhooksTable;
  webhook_deliveries: WebhookDeliveriesTable;
  reference_images: ReferenceImagesTable;
  job_references: JobReferencesTable;
  job_parents: JobParentsTable;
  saved: SavedTable;
  prompt_improver: PromptImproverTable;
  spending: SpendingTable;
  prices: PricesTable;
  settings: SettingsTable;
  shares: SharesTable;
  stitches: StitchesTable;
};
