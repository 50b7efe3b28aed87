import { useFormatter, useTranslations } from 'use-intl';
import { chargeOfVideo } from '@/components/studio/charge';
import { useNow } from '@/components/studio/now';
import { late } from '@/components/ui/late';
import { isErrorCode } from '@/lib/errors';
import type { Video } from '@/lib/jobs/wire';
import { formatElapsed, isUnderWay, type TileKind } from './tile-state';
import { type StatusPlace, TileStatus } from './tile-status';
import { useExpiry } from './use-expiry';
import { useUsualWords } from './use-usual-words';

const TileActions = late(() => import('./tile-actions').then((module) => module.TileActions));

const LimitWait = late(() => import('@/components/spending/limit-wait').then((module) => module.LimitWait));

/** A video is sent at once as a rule; only one that waits for it is offered to be cancelled. */
const waitsMs = 3_000;

/** Whether it was asked for and has not been sent, for longer than that takes by itself. */
function waitsHere({ created_at: createdAt, firstframe }: Video, kind: TileKind, now: number): boolean {
  return kind === 'queued' && firstframe.submitted_at === null && now - createdAt * 1_000 > waitsMs;
}

/**
 * Why it waits. No place in a row is told: those that wait for a provider are looked at again at times of their own, so
 * there is none.
 */
function waitWord({ firstframe }: Video): 'unreached' | 'asked' | 'turn' {
  if (firstframe.failures === 0) return 'turn';
  return firstframe.error_message ? 'unreached' : 'asked';
}

/** Whether a person can do something for one that goes on by itself. */
function hasWayOut(video: Video, kind: TileKind, now: number): boolean {
  return waitsHere(video, kind, now) || kind === 'reconnecting' || kind === 'stalled';
}

/** Ends that a button can do something about. */
const endsWithWayOut: ReadonlySet<TileKind> = new Set([
  'unsure',
  'held',
  'paused',
  'failed',
  'moderated',
  'expired',
  'cancelled',
]);

type OpenTileProps = { video: Video; kind: TileKind; place?: StatusPlace; isNew?: boolean };

function Ticking({ video, kind, place }: OpenTileProps) {
  const t = useTranslations('gallery');
  const waits = useTranslations('tiles.waits');
  const format = useFormatter();
  const now = useNow();
  const expiry = useExpiry(video);
  const { progress, answered_at: answeredAt, archived_bytes: archivedBytes } = video.firstframe;
  // Since it was sent, which is what the usual time counts from.
  const elapsedMs = now - (video.firstframe.submitted_at ?? video.created_at) * 1_000;
  const usual = useUsualWords(video, elapsedMs);

  const isSaving = kind === 'saving';
  const percent = progress === null ? null : t('percent', { percent: Math.floor(progress) });
  const megabytes =
    archivedBytes !== null &&
    format.number(archivedBytes / 1_000_000, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });
  const lastAnswer =
    kind === 'reconnecting' &&
    answeredAt !== null &&
    t('lastAnswer', { ago: format.relativeTime(answeredAt * 1_000, now) });
  const known =
    lastAnswer ||
    (waitsHere(video, kind, now) && waits(waitWord(video))) ||
    ((kind === 'waiting' || kind === 'running') && usual);
  return (
    <TileStatus
      kind={kind}
      prompt={video.prompt ?? ''}
      place={place}
      figure={isSaving ? megabytes || null : percent}
      elapsed={formatElapsed(elapsedMs)}
      detail={[known, expiry].filter(Boolean).join(' · ')}
      progress={isSaving ? 100 : progress}
      isUnmeasured={kind === 'running' || kind === 'reconnecting'}
    >
      {kind === 'stalled' && <p className="tile-reason mt-1 text-muted">{t('stalledText')}</p>}
      {place !== 'stage' && hasWayOut(video, kind, now) && <TileActions video={video} kind={kind} />}
    </TileStatus>
  );
}

/** What is shown of a video that is not ready: how far it is, or why it ended and what can be done about it. */
export function OpenTile({ video, kind, place, isNew = false }: OpenTileProps) {
  const t = useTranslations('gallery');
  const errors = useTranslations('errors');
  const charged = useTranslations('charged');
  const batches = useTranslations('batches');
  const expiry = useExpiry(video);
  if (isUnderWay(kind)) return <Ticking video={video} kind={kind} place={place} />;
  const isLimited = kind === 'held' && video.firstframe.error_code === 'daily_limit';

  function reason(): string {
    if (kind === 'unsure') return t('unsureText');
    if (kind === 'paused') return batches('pausedText');
    const { error, firstframe } = video;
    const code = error?.code ?? firstframe.error_code ?? '';
    if (!isErrorCode(code)) return firstframe.error_message ?? '';
    if (kind === 'held') return isLimited ? errors(code) : `${errors(code)} ${t('heldText')}`;
    const charge = chargeOfVideo(video);
    // What was cancelled in time needs no word, unless it had been sent before.
    if (charge === null || (kind === 'cancelled' && charge === 'no')) return '';
    return [errors(code), charged(charge), expiry && t('sentence', { words: expiry })]
      .filter(Boolean)
      .join(' ');
  }

  const words = reason();
  return (
    <TileStatus kind={kind} prompt={video.prompt ?? ''} place={place} isNew={isNew}>
      {(words || isLimited) && (
        <p className="tile-reason mt-1 text-muted">
          {words} {isLimited && <LimitWait />}
        </p>
      )}
      {/* In the room they stand beside it, with what they do. */}
      {place !== 'stage' && endsWithWayOut.has(kind) && (
        // As high as its buttons, so that nothing moves when they come.
        <div className="tile-actions mt-2 min-h-8 pointer-coarse:min-h-10">
          <TileActions video={video} kind={kind} />
        </div>
      )}
    </TileStatus>
  );
}
