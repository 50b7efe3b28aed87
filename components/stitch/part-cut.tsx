import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FrameSource } from '@/components/player/frame-source';
import { openSource } from '@/components/player/open-source';
import { spellTime } from '@/components/player/spell-place';
import { contentUrl } from '@/lib/client/change-video';
import { FrameField } from './frame-field';
import type { SequencePart } from './sequence';

type End = 'first' | 'last';

type PartCutProps = {
  part: SequencePart;
  /** Its place, from 1. */
  number: number;
  fps: number | null;
  onEnd: (end: End, frame: number) => void;
  /** Told once the file is open, which alone knows. */
  onFrames: (frames: number, seconds: number) => void;
};

/** The frames of a video, opened while it is being cut; `null` until they can be shown, `none` where they cannot. */
function useSource(id: string, fps: number | null): FrameSource | 'none' | null {
  const [source, setSource] = useState<FrameSource | 'none' | null>(null);
  useEffect(() => {
    let isGone = false;
    let opened: FrameSource | null = null;
    openSource({ url: contentUrl(id, 'video'), fps }).then(
      (found) => {
        if (isGone) return found.close();
        opened = found;
        setSource(found);
      },
      () => !isGone && setSource('none'),
    );
    return () => {
      isGone = true;
      opened?.close();
      setSource(null);
    };
  }, [id, fps]);
  return source;
}

function View({ source, frame, label }: { source: FrameSource; frame: number; label: string }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { view } = source;
    Object.assign(view.style, { width: '100%', height: '100%', objectFit: 'contain', display: 'block' });
    view.role = 'img';
    box.current?.append(view);
  }, [source]);
  useEffect(() => {
    source.view.ariaLabel = label;
    void source.show(frame).catch(() => {});
  }, [source, frame, label]);
  return <div ref={box} className="absolute inset-0" />;
}

/** Where a part begins and ends: two frames, each seen while it is chosen. People count them from 1. */
export function PartCut({ part, number, fps, onEnd, onFrames }: PartCutProps) {
  const t = useTranslations('stitch');
  const [end, setEnd] = useState<End>('first');
  const found = useSource(part.id, fps);
  const source = found === 'none' ? null : found;
  const told = useRef(onFrames);
  told.current = onFrames;
  useEffect(() => {
    if (source?.kind === 'exact') told.current(source.table.starts.length, source.table.seconds);
  }, [source]);

  const frame = part[end];
  const words = t(end === 'first' ? 'showsFirst' : 'showsLast', { frame: frame + 1, number });
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="mb-2 font-medium text-13 text-muted">{t('cut', { number })}</legend>
      <div className="relative aspect-video overflow-hidden rounded-control bg-stage">
        {source && <View source={source} frame={frame} label={words} />}
        {source && (
          <span
            aria-hidden
            className="absolute bottom-2 left-2 rounded-control bg-black/65 px-2 py-0.5 text-13 text-white tabular-nums"
          >
            {t(end)} {frame + 1}
          </span>
        )}
        {found === 'none' && (
          <p className="absolute inset-0 grid place-content-center p-4 text-center text-13 text-muted">
            {t('noPicture')}
          </p>
        )}
      </div>
      <div className="space-y-3">
        {(['first', 'last'] as const).map((which) => (
          <div key={which} className="space-y-2">
            <FrameField
              label={t(which)}
              frame={part[which]}
              frames={part.frames}
              least={which === 'first' ? 0 : part.first}
              most={which === 'first' ? part.last : part.frames - 1}
              onFrame={(wanted) => onEnd(which, wanted)}
              onFocus={() => setEnd(which)}
            />
            <input
              type="range"
              aria-label={t(which === 'first' ? 'slideFirst' : 'slideLast')}
              aria-valuetext={t('frameOf', { frame: part[which] + 1, count: part.frames })}
              min={0}
              max={part.frames - 1}
              value={part[which]}
              onFocus={() => setEnd(which)}
              onPointerDown={() => setEnd(which)}
              onChange={({ target }) => onEnd(which, target.valueAsNumber)}
              className="h-8 w-full cursor-pointer rounded-control accent-[var(--accent-fill)] pointer-coarse:h-10"
            />
          </div>
        ))}
        <p className="text-13 text-muted tabular-nums">
          {t('cutTo', {
            count: part.last - part.first + 1,
            begin: spellTime((part.first / part.frames) * part.seconds),
            end: spellTime(((part.last + 1) / part.frames) * part.seconds),
          })}
        </p>
      </div>
    </fieldset>
  );
}
