import { ChevronFirst, ChevronLast } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { FilePlayer } from '@/components/player/file-player';
import type { FramePlayer } from '@/components/player/frame-player';
import { usePlayer } from '@/components/player/use-player';
import { IconButton } from '@/components/ui/icon-button';
import { contentUrl } from '@/lib/client/change-video';
import type { Arrangement } from './arrangement';
import { openSequence } from './open-sequence';
import { partSeconds } from './sequence';
import { nextCut, type Place, placeOfFrame } from './sequence-places';

/** Which frame of which video is seen, and the way from cut to cut. */
function Cuts({ player, places }: { player: FramePlayer; places: readonly Place[] }) {
  const t = useTranslations('stitch');
  const frame = usePlayer(player, (state) => state.frame);
  const index = placeOfFrame(places, frame);
  const place = places[index];
  if (!place) return null;
  const go = (way: -1 | 1) => {
    player.pause();
    player.seek(nextCut(places, frame, way));
  };
  return (
    <div className="flex items-center justify-center gap-2 text-13 text-muted tabular-nums">
      <IconButton label={t('cutBefore')} onClick={() => go(-1)}>
        <ChevronFirst size={16} strokeWidth={1.5} aria-hidden />
      </IconButton>
      <span>{t('previewAt', { number: index + 1, frame: place.first + frame - place.frame + 1 })}</span>
      <IconButton label={t('cutAfter')} onClick={() => go(1)}>
        <ChevronLast size={16} strokeWidth={1.5} aria-hidden />
      </IconButton>
    </div>
  );
}

type SequencePreviewProps = {
  arrangement: Arrangement;
  /** The rate of each video, by its id. */
  rates: ReadonlyMap<string, number | null>;
  size: { width: number; height: number };
};

/** What will be made, played from the videos themselves: each part from its first frame to its last, one after the other. */
export function SequencePreview({ arrangement, rates, size }: SequencePreviewProps) {
  const t = useTranslations('stitch');
  const [places, setPlaces] = useState<readonly Place[]>([]);
  const { parts, fit } = arrangement;

  async function open() {
    const objectFit = fit === 'crop' ? 'cover' : 'contain';
    const opened = await openSequence({ parts, rates, size, objectFit });
    setPlaces(opened.places);
    return opened.source;
  }

  return (
    <FilePlayer
      label={t('preview')}
      open={open}
      ratio={size.width / size.height}
      isPlayed
      strip={
        <div aria-hidden className="flex size-full gap-0.5 overflow-hidden rounded-control">
          {parts.map((part, index) => (
            <span
              key={part.id}
              className="relative h-full min-w-0 basis-0 overflow-hidden bg-center bg-cover bg-raised"
              style={{
                flexGrow: partSeconds(part),
                backgroundImage: `url(${contentUrl(part.id, 'thumbnail')})`,
              }}
            >
              <span className="absolute top-1 left-1 rounded-[4px] bg-black/65 px-1 text-13 text-white leading-4 tabular-nums">
                {index + 1}
              </span>
            </span>
          ))}
        </div>
      }
      foot={(player) => <Cuts player={player} places={places} />}
    />
  );
}
