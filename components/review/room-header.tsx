import { ArrowLeft, ArrowRight, Download, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { StarButton } from '@/components/selection/star-button';
import { VideoMenu } from '@/components/selection/video-menu';
import { leaveRoom } from '@/components/studio/room';
import { IconButton } from '@/components/ui/icon-button';
import { downloadUrl } from '@/lib/client/change-video';
import type { Video } from '@/lib/jobs/wire';
import { labelledLook } from './labelled-button';
import { ReviewActions } from './review-actions';

type RoomHeaderProps = {
  video: Video | undefined;
  place: string;
  /** Where to go when the video is deleted. */
  neighbour: string | null;
  /** Whether there is a video on either side, or may be one. */
  ways: { newer: boolean; older: boolean };
  onStep: (step: 1 | -1) => void;
};

/** Where one is, the ways on, and what can be done with the video. */
export function RoomHeader({ video, place, neighbour, ways, onStep }: RoomHeaderProps) {
  const t = useTranslations('review');
  return (
    <header className="sticky top-0 z-20 flex h-14 shrink-0 items-center border-line border-b bg-page px-2 sm:gap-1 sm:px-4">
      <IconButton label={t('previous')} disabled={!ways.newer} onClick={() => onStep(-1)}>
        <ArrowLeft size={20} strokeWidth={1.5} aria-hidden />
      </IconButton>
      <span className="min-w-14 text-center text-13 text-muted tabular-nums sm:min-w-20">{place}</span>
      <IconButton label={t('next')} disabled={!ways.older} onClick={() => onStep(1)}>
        <ArrowRight size={20} strokeWidth={1.5} aria-hidden />
      </IconButton>
      <div className="ml-auto flex items-center sm:gap-2">
        {video && (
          <>
            <StarButton video={video} />
            {video.status === 'completed' && (
              <a
                href={downloadUrl(video.id)}
                download={video.firstframe.filename}
                aria-label={t('download')}
                className={labelledLook}
              >
                <Download size={16} strokeWidth={1.5} aria-hidden />
                <span className="hidden md:inline">{t('download')}</span>
              </a>
            )}
            <ReviewActions key={video.id} video={video} neighbour={neighbour} />
            <VideoMenu id={video.id} />
          </>
        )}
        <IconButton label={t('back')} onClick={leaveRoom}>
          <X size={20} strokeWidth={1.5} aria-hidden />
        </IconButton>
      </div>
    </header>
  );
}
