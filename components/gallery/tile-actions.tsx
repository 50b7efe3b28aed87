import { useTranslations } from 'use-intl';
import { nextStep } from '@/components/review/next-step';
import { ResumeButton } from '@/components/studio/resume-button';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { late } from '@/components/ui/late';
import { enterUnsure, type Way, ways } from '@/components/unsure/ways';
import { isErrorCode } from '@/lib/errors';
import type { Video } from '@/lib/jobs/wire';
import type { TileKind } from './tile-state';
import { useVideoAction } from './use-video-action';

const ChangeButton = late(() =>
  import('@/components/review/change-button').then((module) => module.ChangeButton),
);

const rowLook = 'pointer-events-auto mt-2 flex flex-wrap gap-2';

/**
 * The ways out for a video that nobody is sure of. Each needs room to say what it does, so it is begun here and done in
 * the review room; a small tile leads there with one button.
 */
function UnsureActions({ video }: { video: Video }) {
  const t = useTranslations();
  const button = (way: Way | null, words: string, className = '') => (
    <Button
      key={way ?? 'more'}
      look={way === 'give-up' ? 'bare' : 'quiet'}
      className={`px-2! ${className}`}
      onClick={() => enterUnsure(video.id, way)}
    >
      {words}
    </Button>
  );
  const offered = ways.filter((way) => video.error === null || way !== 'give-up');
  return (
    <>
      {offered.map((way) =>
        button(way, t(`unsure.way.${way}`), way === 'look' ? '@max-[12rem]:hidden' : '@max-[24rem]:hidden'),
      )}
      {button(null, t('gallery.unsureMore'), '@min-[24rem]:hidden')}
    </>
  );
}

/** The ways on for one that waits because its provider refused another: whoever has seen to that says so. */
function HeldOffActions({ video }: { video: Video }) {
  const t = useTranslations('held');
  const { provider, error_code: code } = video.firstframe;
  if (code === 'daily_limit') {
    return (
      <div className={rowLook}>
        <ButtonLink href="/spending">{t('limit')}</ButtonLink>
      </div>
    );
  }
  return (
    <div className={rowLook}>
      {code && <ResumeButton provider={provider} isShort />}
      <ButtonLink href="/providers" className={code ? '@max-[18rem]:hidden' : ''}>
        {t('look')}
      </ButtonLink>
    </div>
  );
}

/** What can be done in a state that needs a person: the one thing that helps most. */
export function TileActions({ video, kind }: { video: Video; kind: TileKind }) {
  const t = useTranslations();
  const { act, isActing } = useVideoAction(video.id);
  const code = video.error?.code ?? '';
  const step = isErrorCode(code)
    ? nextStep(code, {
        canAskAgain: video.firstframe.upstream_id !== null,
        isFieldKnown: video.firstframe.error_param !== null,
      })
    : null;
  const isUnsure = kind === 'unsure' || step === 'look';
  if (kind === 'held') return <HeldOffActions video={video} />;
  if (!isUnsure && kind !== 'failed' && kind !== 'moderated') return null;
  if (step === 'change') {
    return (
      <div className={rowLook}>
        <ChangeButton video={video} />
      </div>
    );
  }
  return (
    <div className={`${rowLook} ${isUnsure ? 'gap-1!' : ''}`}>
      {isUnsure && <UnsureActions video={video} />}
      {!isUnsure && (
        <Button disabled={isActing} onClick={() => act(step === 'ask-again' ? 'ask-again' : 'retry')}>
          {step === 'ask-again' ? t('review.askAgain') : t('gallery.retry')}
        </Button>
      )}
    </div>
  );
}
