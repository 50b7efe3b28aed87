import { useFormatter, useTranslations } from 'use-intl';
import { useNow } from '@/components/studio/now';
import type { Video } from '@/lib/jobs/wire';

/**
 * When the provider's copy goes away, or went, in words: of a video that was made and is not ours yet. What is saved
 * does not need it, and what is not made has none; both are `null`.
 */
export function useExpiry({ status, firstframe }: Video): string | null {
  const t = useTranslations('gallery');
  const format = useFormatter();
  const now = useNow();
  const { upstream_expires_at: expiresAt, upstream_id: upstreamId, step } = firstframe;
  const isWanted = step === 'archive' || (status === 'failed' && upstreamId !== null);
  if (!isWanted || expiresAt === null || now === 0) return null;
  const when = format.relativeTime(expiresAt * 1_000, now);
  return t(expiresAt * 1_000 > now ? 'linkExpires' : 'linkExpired', { when });
}
