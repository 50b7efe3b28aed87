import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { ResumeBatch } from '@/components/batches/resume-batch';
import { tileKind } from '@/components/gallery/tile-state';
import { useVideoAction } from '@/components/gallery/use-video-action';
import { useNow } from '@/components/studio/now';
import { Button } from '@/components/ui/button';
import { isErrorCode } from '@/lib/errors';
import type { Video } from '@/lib/jobs/wire';
import { HeldActions } from './held-actions';

function Section({ children }: { children: ReactNode }) {
  const t = useTranslations('review');
  return (
    <section className="space-y-2 border-line border-b pb-4 text-13">
      <h2 className="font-medium text-muted">{t('whyLate')}</h2>
      {children}
    </section>
  );
}

/** Why a video that goes on is late, and what can be done about that; nothing where it is not. */
export function Delay({ video }: { video: Video }) {
  const t = useTranslations('review');
  const errors = useTranslations('errors');
  const advice = useTranslations('advice');
  const batches = useTranslations('batches');
  const format = useFormatter();
  const now = useNow();
  const { act, isActing } = useVideoAction(video.id);
  const { provider, answered_at: answeredAt, error_code: code, error_message: words } = video.firstframe;
  const kind = tileKind(video);

  if (kind === 'held') {
    const known = code && isErrorCode(code) ? code : null;
    return (
      <Section>
        {known && <p className="text-14 text-unsure">{errors(known)}</p>}
        <p className={known ? 'break-words text-muted' : 'text-14 text-unsure'}>{words}</p>
        {known && <p>{advice(known)}</p>}
        <HeldActions video={video} />
      </Section>
    );
  }
  if (kind === 'paused') {
    return (
      <Section>
        <p className="text-14">{batches('pausedText')}</p>
        <ResumeBatch id={video.firstframe.batch_id} />
      </Section>
    );
  }
  if (kind !== 'stalled' && kind !== 'reconnecting') return null;
  return (
    <Section>
      <p className="text-14 text-unsure">{t(`late.${kind}`, { label: provider.label })}</p>
      {words && <p className="break-words text-muted">{words}</p>}
      {answeredAt !== null && (
        <p className="text-muted tabular-nums">
          {t('answered', { ago: format.relativeTime(answeredAt * 1_000, now) })}
        </p>
      )}
      {video.firstframe.step === 'poll' && (
        <Button disabled={isActing} onClick={() => act('ask-again')}>
          {t('askNow')}
        </Button>
      )}
    </Section>
  );
}
