import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { contentUrl } from '@/lib/client/change-video';
import type { Video } from '@/lib/jobs/wire';
import { spritesheetLayout } from '@/lib/media/spritesheet-layout';

const most = 60;

/** The place of a still in the contact sheet, as CSS counts it. */
function placeOf(still: number): CSSProperties {
  const { columns, rows } = spritesheetLayout;
  const across = ((still % columns) / (columns - 1)) * 100;
  const down = (Math.floor(still / columns) / (rows - 1)) * 100;
  return {
    backgroundSize: `${columns * 100}% ${rows * 100}%`,
    backgroundPosition: `${across}% ${down}%`,
  };
}

/** The stills of the contact sheet side by side, as many as have room in the shape that they have. */
export function FilmStrip({ video, ratio }: { video: Video; ratio: number }) {
  const strip = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState<number>(spritesheetLayout.stills);

  useEffect(() => {
    const { current: element } = strip;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 1 } = entry?.contentRect ?? {};
      setCount(Math.min(most, Math.max(1, Math.round(width / (height * ratio)))));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ratio]);

  const hasStills = video.firstframe.variants.includes('spritesheet');
  return (
    <div ref={strip} aria-hidden className="flex size-full overflow-hidden rounded-control bg-raised">
      {hasStills &&
        Array.from({ length: count }, (_, cell) =>
          Math.floor(((cell + 0.5) / count) * spritesheetLayout.stills),
        ).map((still, cell) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is nothing but its place.
            key={cell}
            className="h-full min-w-0 flex-1 bg-no-repeat"
            style={{ backgroundImage: `url(${contentUrl(video.id, 'spritesheet')})`, ...placeOf(still) }}
          />
        ))}
    </div>
  );
}
