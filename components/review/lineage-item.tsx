import { CircleHelp, Clock, LoaderCircle, type LucideIcon, Trash2, TriangleAlert } from 'lucide-react';
import type { MouseEvent } from 'react';
import { useTranslations } from 'use-intl';
import { contentUrl } from '@/lib/client/change-video';
import type { Relative } from '@/lib/jobs/lineage-wire';

/** What stands in place of a picture, besides the word. */
const signs: Record<Exclude<Relative['state'], 'completed'>, LucideIcon> = {
  queued: Clock,
  in_progress: LoaderCircle,
  failed: TriangleAlert,
  trashed: Trash2,
  purged: Trash2,
  missing: CircleHelp,
};

/** Whether there is anything to go to. */
export function isReachable({ state }: Relative): boolean {
  return state !== 'purged' && state !== 'missing';
}

type LineageItemProps = {
  relative: Relative;
  /** How it is related, in words; `null` where the name of its row says it. */
  words: string | null;
  isCurrent?: boolean;
  isStop: boolean;
  onOpen: (id: string) => void;
};

/** One relative: its picture, what it is to this video, and its prompt. */
export function LineageItem({ relative, words, isCurrent = false, isStop, onOpen }: LineageItemProps) {
  const t = useTranslations('lineage');
  const { id, state, prompt, has_thumbnail: hasThumbnail } = relative;
  const Sign = state === 'completed' ? null : signs[state];
  const isPlain = state === 'completed';
  const inside = (
    <>
      <span
        className={`relative block aspect-video w-full overflow-hidden rounded-control bg-stage ${isCurrent ? 'outline-2 outline-accent outline-offset-2' : ''}`}
      >
        {hasThumbnail && (
          <img
            src={contentUrl(id, 'thumbnail')}
            alt=""
            loading="lazy"
            draggable={false}
            className={`size-full object-contain ${isPlain ? '' : 'opacity-40'}`}
          />
        )}
        {Sign && (
          <span className="absolute inset-0 flex flex-col items-center justify-center gap-1 p-1 text-center text-13 text-muted">
            <Sign size={16} strokeWidth={1.5} aria-hidden />
            {t(`states.${state}`)}
          </span>
        )}
      </span>
      {words && <span className="mt-2 line-clamp-2 text-13 text-text">{words}</span>}
      {prompt && <span className={`line-clamp-1 text-13 text-muted ${words ? '' : 'mt-2'}`}>{prompt}</span>}
    </>
  );
  const look = 'block w-32 shrink-0 snap-start rounded-control text-left';
  if (!isReachable(relative)) return <span className={look}>{inside}</span>;

  function open(event: MouseEvent) {
    // With one of these held, a browser opens the address elsewhere.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (!isCurrent) onOpen(id);
  }

  return (
    <a
      href={`/videos/${encodeURIComponent(id)}`}
      aria-current={isCurrent ? 'true' : undefined}
      tabIndex={isStop ? 0 : -1}
      onClick={open}
      data-stop
      className={look}
    >
      {inside}
    </a>
  );
}
