import { useTranslations } from 'use-intl';
import { nextStepOf } from '@/components/review/next-step';
import { useChange } from '@/components/review/use-change';
import { useMarks } from '@/components/selection/use-marks';
import { ResumeButton } from '@/components/studio/resume-button';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { enterUnsure, type Way, ways } from '@/components/unsure/ways';
import type { Video } from '@/lib/jobs/wire';
import { FittedButton } from './fitted-button';
import type { TileKind } from './tile-state';
import { useVideoAction } from './use-video-action';

const rowLook = 'pointer-events-auto flex flex-wrap gap-2';

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
        button(way, t(`unsure.way.${way}`), way === 'look' ? '@max-[13.5rem]:hidden' : '@max-[24rem]:hidden'),
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

/** For one that goes on by itself there is little to do: it shows when it is looked for, where it fits, and moves nothing. */
const asideLook =
  'tile-aside @max-[7rem]:hidden pointer-events-auto mt-2 pointer-fine:absolute pointer-fine:right-2 pointer-fine:bottom-2 pointer-fine:mt-0 pointer-fine:opacity-0 pointer-fine:group-focus-within:opacity-100 pointer-fine:group-hover:opacity-100 transition-opacity duration-150 ease-settle';

/** The way out for one that waits, or whose provider does not answer. */
function UnderWayAction({ video, kind }: TileActionsProps) {
  const t = useTranslations();
  const { act, isActing } = useVideoAction(video.id);
  const isUnsent = kind === 'queued' || kind === 'paused';
  return (
    <div className={kind === 'paused' ? rowLook : asideLook}>
      <Button
        className="border-line-strong"
        disabled={isActing}
        onClick={() => act(isUnsent ? 'cancel' : 'ask-again')}
      >
        {t(isUnsent ? 'review.cancel' : 'tiles.checkNow')}
      </Button>
    </div>
  );
}

/** For one that nobody waits for any more. */
function OverActions({ video }: { video: Video }) {
  const t = useTranslations();
  const { act, isActing } = useVideoAction(video.id);
  const { trash } = useMarks();
  return (
    <div className={rowLook}>
      <Button disabled={isActing} onClick={() => act('retry')}>
        {t('gallery.retry')}
      </Button>
      <Button
        look="bare"
        className="@max-[14rem]:hidden"
        disabled={isActing}
        onClick={() => void trash([video.id])}
      >
        {t('review.delete')}
      </Button>
    </div>
  );
}

/** The same again would fail again, so what was asked is to be changed first. */
function ChangeAction({ video }: { video: Video }) {
  const t = useTranslations();
  const change = useChange(video);
  return <FittedButton words={t('review.change')} short={t('tiles.change')} onClick={change} />;
}

/** What can be done in a state that needs a person: the one thing that helps most. */
function FailedActions({ video }: { video: Video }) {
  const t = useTranslations();
  const { act, isActing } = useVideoAction(video.id);
  const step = nextStepOf(video);
  if (step === 'look') {
    return (
      <div className={`${rowLook} gap-1!`}>
        <UnsureActions video={video} />
      </div>
    );
  }
  return (
    <div className={rowLook}>
      {step === 'change' ? (
        <ChangeAction video={video} />
      ) : step === 'ask-again' ? (
        <FittedButton
          words={t('review.askAgain')}
          short={t('tiles.askAgain')}
          disabled={isActing}
          onClick={() => act('ask-again')}
        />
      ) : (
        <Button disabled={isActing} onClick={() => act('retry')}>
          {t('gallery.retry')}
        </Button>
      )}
    </div>
  );
}

type TileActionsProps = { video: Video; kind: TileKind };

/** What can be done about a video that is not ready, in its tile. */
export function TileActions({ video, kind }: TileActionsProps) {
  switch (kind) {
    case 'held':
      return <HeldOffActions video={video} />;
    case 'unsure':
      return (
        <div className={`${rowLook} gap-1!`}>
          <UnsureActions video={video} />
        </div>
      );
    case 'failed':
    case 'moderated':
      return <FailedActions video={video} />;
    case 'expired':
    case 'cancelled':
      return <OverActions video={video} />;
    default:
      return <UnderWayAction video={video} kind={kind} />;
  }
}
