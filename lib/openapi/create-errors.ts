import 'server-only';
import type { ErrorCode } from '@/lib/errors';

/** What a provider may answer, or fail to. */
export const providerErrors: readonly ErrorCode[] = [
  'provider_auth',
  'provider_credit',
  'provider_rate_limit',
  'provider_rejected',
  'moderation_blocked',
  'provider_not_found',
  'provider_too_large',
  'provider_unsupported',
  'provider_error',
  'network',
];

/** What every request that makes a video may be refused with. */
export const createErrors: readonly ErrorCode[] = [
  'invalid_request',
  'unsupported_media_type',
  'too_large',
  'idempotency_key_reused',
  'storage_full',
  'daily_limit',
  'unavailable',
  ...providerErrors,
];
