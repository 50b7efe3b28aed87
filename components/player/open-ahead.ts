import { tileKind } from '@/components/gallery/tile-state';
import { contentUrl } from '@/lib/client/change-video';
import type { Video } from '@/lib/jobs/wire';
import type { FrameSource } from './frame-source';
import { openSource } from './open-source';

/** Who did not come for it within so long has gone elsewhere. */
const waitsMs = 3_000;

type Ahead = { id: string; source: Promise<FrameSource>; forgetting: ReturnType<typeof setTimeout> };
let ahead: Ahead | null = null;

function letGo(): void {
  if (!ahead) return;
  const { source, forgetting } = ahead;
  ahead = null;
  clearTimeout(forgetting);
  source.then((opened) => opened.close()).catch(() => {});
}

function open(id: string, fps: number | null): Promise<FrameSource> {
  return openSource({ url: contentUrl(id, 'video'), fps });
}

/**
 * Opens a video whose player is about to be drawn, so that reading and decoding do not wait for the drawing. There is one
 * at a time; nobody has to come for it.
 */
export function openAhead(video: Video): void {
  const { id, firstframe } = video;
  if (ahead?.id === id || tileKind(video) !== 'ready') return;
  letGo();
  const source = open(id, firstframe.got?.fps ?? null);
  // Whoever comes for it hears of it.
  source.catch(() => {});
  ahead = { id, source, forgetting: setTimeout(letGo, waitsMs) };
}

/** A video with its first frame shown, the caller's to close: the one that was opened ahead, or opened now. */
export function takeSource(id: string, fps: number | null): Promise<FrameSource> {
  if (ahead?.id !== id) return open(id, fps);
  const { source, forgetting } = ahead;
  ahead = null;
  clearTimeout(forgetting);
  return source;
}
