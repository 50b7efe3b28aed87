import { type ComponentType, type KeyboardEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { late } from '@/components/ui/late';
import type { Video } from '@/lib/jobs/wire';
import { ReviewDetails } from './review-details';
import { type RoomPart, roomParts, tabId } from './room-part';

/** What each tab shows; all but the details come when they are first looked at. */
const parts: Record<RoomPart, ComponentType<{ video: Video }>> = {
  details: ReviewDetails,
  lineage: late(() => import('./lineage-view').then((module) => module.LineageView)),
  log: late(() => import('./job-log-list').then((module) => module.JobLogList)),
  request: late(() => import('./sent-request').then((module) => module.SentRequest)),
};

type ReviewPanelProps = { video: Video; part: RoomPart; onPart: (part: RoomPart) => void };

/** All that is known of a video, in tabs. Reading it changes nothing; walking to another video keeps the tab. */
export function ReviewPanel({ video, part, onPart }: ReviewPanelProps) {
  const t = useTranslations('room.tabs');
  const tabs = useRef<HTMLDivElement>(null);
  const Shown = parts[part];

  function onKeyDown(event: KeyboardEvent) {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const here = roomParts.indexOf(part);
    const places: Record<string, number> = {
      ArrowRight: here + 1,
      ArrowLeft: here - 1,
      Home: 0,
      End: roomParts.length - 1,
    };
    const place = places[event.key];
    const next = place !== undefined && roomParts.at(place % roomParts.length);
    if (!next) return;
    // These keys walk from video to video elsewhere in the room.
    event.preventDefault();
    onPart(next);
    tabs.current?.querySelector<HTMLElement>(`#${tabId(next)}`)?.focus();
  }

  return (
    <aside
      aria-label={t('label')}
      className="relative z-10 flex w-full shrink-0 grow flex-col border-line bg-page max-lg:rounded-t-bar max-lg:border-t lg:w-96 lg:grow-0 lg:border-l"
    >
      <div
        ref={tabs}
        role="tablist"
        aria-label={t('label')}
        className="flex shrink-0 border-line border-b px-2 lg:px-4"
      >
        {roomParts.map((name) => (
          <button
            key={name}
            id={tabId(name)}
            type="button"
            role="tab"
            aria-selected={name === part}
            aria-controls="room-part"
            tabIndex={name === part ? 0 : -1}
            onClick={() => onPart(name)}
            onKeyDown={onKeyDown}
            className="-mb-px h-11 border-transparent border-b-2 px-2 text-13 text-muted -outline-offset-2 transition-colors duration-150 ease-settle hover:text-text aria-selected:border-accent aria-selected:text-text max-lg:flex-1"
          >
            {t(name)}
          </button>
        ))}
      </div>
      <div
        id="room-part"
        role="tabpanel"
        aria-labelledby={tabId(part)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls must be reached by a keyboard.
        tabIndex={0}
        className="min-h-0 flex-1 p-4 text-14 -outline-offset-2 lg:overflow-y-auto lg:p-6"
      >
        <Shown key={part === 'lineage' ? part : video.id} video={video} />
      </div>
    </aside>
  );
}
