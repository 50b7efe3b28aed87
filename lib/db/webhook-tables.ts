/** The rows of `lib/webhooks`; conventions are those of `schema.ts`. */

/** Who is told when a video ends; `events` is a JSON list of `lib/webhooks/wire.ts`'s words. */
export type WebhooksTable = {
  id: string;
  url: string;
  events: string;
  sealed_secret: string;
  /** What the secret was before it was changed; signed with as well until `previous_until`. */
  sealed_previous_secret: string | null;
  previous_until: number | null;
  /** 1, or 0 for one that is paused. */
  enabled: number;
  /** Why the studio paused it by itself. */
  disabled_reason: string | null;
  created_at: number;
  updated_at: number;
};

/** One event for one webhook: what is sent, how often it was, and what the receiver said last. */
export type WebhookDeliveriesTable = {
  id: string;
  webhook_id: string;
  event: string;
  video_id: string | null;
  payload: string;
  status: string;
  /** Since `started_at`, which is when it was written, or when a person last had it sent again. */
  attempts: number;
  created_at: number;
  started_at: number;
  attempted_at: number | null;
  due_at: number | null;
  holder: string | null;
  leased_until: number | null;
  answer_status: number | null;
  answer_body: string | null;
  trouble: string | null;
};
