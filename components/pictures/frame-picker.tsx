import { useQuery } from '@tanstack/react-query';
import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DraftImage } from '@/components/studio/draft';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { contentUrl } from '@/lib/client/change-video';
import { videoOptions } from '@/lib/client/video-queries';
import { grabFrame, spellTime } from './grab-frame';
import { readPicture } from './read-picture';
import { useFrames } from './use-frames';

/** What was pressed to come here is gone, and with it the focus. */
const focus = (element: HTMLInputElement | null) => element?.focus();

type FramePickerProps = { videoId: string; onUse: (image: DraftImage) => void; onBack: () => void };

/** One video of the gallery, to choose a frame of it: by a slider, by steps, by the keyboard. */
export function FramePicker({ videoId, onUse, onBack }: FramePickerProps) {
  const t = useTranslations('pictures.frames');
  const player = useRef<HTMLVideoElement>(null);
  const { data: video } = useQuery(videoOptions(videoId));
  const [isGrabbing, setIsGrabbing] = useState(false);
  const fps = video?.firstframe.got?.fps ?? null;
  const frames = useFrames(player, fps);
  const { count, wanted, seconds, isShown, goTo, step } = frames;
  const time = spellTime(seconds);
  const place = fps === null ? time : t('place', { time, number: wanted + 1, count });

  function onKeyDown(event: KeyboardEvent) {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const moves: Record<string, () => void> = {
      ',': () => step(-1),
      '.': () => step(1),
      Home: () => goTo(0),
      End: () => goTo(count - 1),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  }

  async function use() {
    if (!player.current) return;
    setIsGrabbing(true);
    const file = await grabFrame(player.current, `${videoId}-${wanted + 1}`);
    const read = await readPicture(file);
    setIsGrabbing(false);
    if ('image' in read) onUse({ ...read.image, from: { videoId, frame: wanted, seconds } });
  }

  // What is not known yet may have another rate than is assumed.
  if (!video) return <p role="status" className="py-16 text-center text-14 text-muted" />;
  const button = 'max-sm:size-10';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are shortcuts of the buttons in it.
    <div onKeyDown={onKeyDown} className="space-y-3">
      <video
        ref={player}
        src={contentUrl(videoId, 'video')}
        muted
        playsInline
        preload="auto"
        onLoadedData={({ currentTarget }) => frames.begin(currentTarget)}
        className="mx-auto max-h-[50dvh] w-full rounded-tile bg-black object-contain"
      />
      <p className="line-clamp-1 text-13 text-muted">{video.prompt}</p>
      <input
        ref={focus}
        type="range"
        aria-label={t('slider')}
        aria-valuetext={place}
        min={0}
        max={Math.max(0, count - 1)}
        value={wanted}
        onChange={({ target }) => goTo(Number(target.value))}
        className="h-8 w-full cursor-pointer accent-accent-fill pointer-coarse:h-10"
      />
      <div className="flex flex-wrap items-center gap-1">
        <IconButton label={t('first')} className={button} onClick={() => goTo(0)}>
          <ChevronFirst size={20} strokeWidth={1.5} aria-hidden />
        </IconButton>
        <IconButton label={t('previous')} className={button} onClick={() => step(-1)}>
          <ChevronLeft size={20} strokeWidth={1.5} aria-hidden />
        </IconButton>
        <IconButton label={t('next')} className={button} onClick={() => step(1)}>
          <ChevronRight size={20} strokeWidth={1.5} aria-hidden />
        </IconButton>
        <IconButton label={t('last')} className={button} onClick={() => goTo(count - 1)}>
          <ChevronLast size={20} strokeWidth={1.5} aria-hidden />
        </IconButton>
        <span className="px-2 text-13 text-muted tabular-nums">{place}</span>
        <div className="ml-auto flex gap-2">
          <Button look="bare" onClick={onBack}>
            {t('back')}
          </Button>
          <Button look="primary" disabled={!isShown || isGrabbing} onClick={use}>
            {t('use')}
          </Button>
        </div>
      </div>
    </div>
  );
}
