import { type ErrorCode, isErrorCode } from '@/lib/errors';
import type { Video } from '@/lib/jobs/wire';

/** What can be pressed after something went wrong. */
export type NextStep = 'ask-again' | 'retry' | 'change' | 'providers' | 'look';

/** The one thing that helps most with each error that can end a video; what cannot end one has none. */
const steps: Partial<Record<ErrorCode, NextStep>> = {
  invalid_request: 'change',
  unsupported_media_type: 'change',
  too_large: 'change',
  unsupported: 'change',
  gone: 'change',
  provider_rejected: 'change',
  moderation_blocked: 'change',
  provider_too_large: 'change',

  provider_auth: 'providers',
  provider_unsupported: 'providers',
  provider_credit: 'providers',
  unavailable: 'providers',
  provider_not_found: 'ask-again',
  provider_error: 'ask-again',
  video_expired: 'ask-again',
  archive_failed: 'ask-again',
  network: 'ask-again',
  internal: 'ask-again',
  storage_full: 'ask-again',
  provider_rate_limit: 'retry',
  cancelled: 'retry',
  // It may have been paid for, so nothing that costs is offered without a warning.
  submit_unconfirmed: 'look',
};

/**
 * The next thing to press, or `null`. A provider that gave no id cannot be asked again, and one that found fault with a
 * field would say the same of it.
 */
export function nextStep(
  code: ErrorCode,
  { canAskAgain, isFieldKnown }: { canAskAgain: boolean; isFieldKnown: boolean },
): NextStep | null {
  if (code === 'provider_error' && isFieldKnown) return 'change';
  const step = steps[code] ?? null;
  return step === 'ask-again' && !canAskAgain ? 'retry' : step;
}

/** The next thing to press for a video that failed or is unsure; `null` for any other, or where nothing is known of its error. */
export function nextStepOf({ error, firstframe }: Video): NextStep | null {
  const code = error?.code ?? (firstframe.step === 'unsure' ? 'submit_unconfirmed' : '');
  if (!isErrorCode(code)) return null;
  return nextStep(code, {
    canAskAgain: firstframe.upstream_id !== null,
    isFieldKnown: firstframe.error_param !== null,
  });
}
