import { useEffect, useState } from 'react';
import { FramePlayer } from '@/components/player/frame-player';
import type { FrameSource } from '@/components/player/frame-source';
import { openSource } from '@/components/player/open-source';
import { contentUrl } from '@/lib/client/change-video';
import type { Video } from '@/lib/jobs/wire';

/** One player for all, and what shows each video, by its id. What cannot be played is not among them. */
export type Opened = { player: FramePlayer; sources: ReadonlyMap<string, FrameSource> };

/** How much memory the kept frames of all of them may take together. */
const cacheBytes = 192 * 1024 * 1024;

async function openAll(
  videos: readonly { id: string; fps: number | null }[],
): Promise<[string, FrameSource][]> {
  const opened = await Promise.allSettled(
    videos.map(({ id, fps }) =>
      openSource({ url: contentUrl(id, 'video'), fps, cacheBytes: cacheBytes / videos.length }),
    ),
  );
  return opened.flatMap((result, index): [string, FrameSource][] => {
    const id = videos[index]?.id;
    return result.status === 'fulfilled' && id ? [[id, result.value]] : [];
  });
}

/**
 * Plays videos in lock-step. They stay open however they are ordered, and are let go when another set is wanted.
 * @returns `opened` is `null` while they are being opened, and where none of them can be played
 */
export function useComparePlayer(videos: readonly Video[]): { opened: Opened | null; isOpening: boolean } {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [isOpening, setIsOpening] = useState(true);
  const wanted = videos.map(({ id, firstframe }) => ({ id, fps: firstframe.got?.fps ?? null }));
  wanted.sort((one, other) => (one.id < other.id ? -1 : 1));
  const spelt = JSON.stringify(wanted);

  useEffect(() => {
    const set: typeof wanted = JSON.parse(spelt);
    if (set.length < 2) return;
    let isGone = false;
    let player: FramePlayer | null = null;
    void openAll(set).then((pairs) => {
      const [first, ...rest] = pairs.map(([, source]) => source);
      if (isGone) {
        for (const [, source] of pairs) source.close();
        return;
      }
      setIsOpening(false);
      if (!first) return;
      player = new FramePlayer([first, ...rest], { isMuted: true });
      setOpened({ player, sources: new Map(pairs) });
      if (!matchMedia('(prefers-reduced-motion: reduce)').matches) void player.play();
    });
    return () => {
      isGone = true;
      player?.close();
      setOpened(null);
      setIsOpening(true);
    };
  }, [spelt]);

  return { opened, isOpening };
}
