import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { endOf, frameAt, middleOf, startOf } from '@/lib/media/frame-table';
import type { FramePlayer } from './frame-player';
import { spellTime } from './spell-place';
import { usePlayer } from './use-player';

/** With Shift or Page, so many frames are gone at once. */
const manyFrames = 10;

const share = (part: number, whole: number) => `${(part / whole) * 100}%`;

/** What is left out of the part that is played, and where it begins and ends. */
function Part({ player }: { player: FramePlayer }) {
  const { first, last } = usePlayer(player, ({ marks }) => marks);
  const { table } = player.leader;
  if (first === null && last === null) return null;
  const begin = first === null ? 0 : startOf(table, first);
  const end = last === null ? table.seconds : endOf(table, last);
  const veil = 'pointer-events-none absolute inset-y-0 bg-black/65';
  return (
    <>
      <span className={`${veil} left-0`} style={{ width: share(begin, table.seconds) }} />
      <span className={`${veil} right-0`} style={{ width: share(table.seconds - end, table.seconds) }} />
      <span
        className="pointer-events-none absolute inset-y-0 rounded-[4px] border-accent-fill border-y-2"
        style={{ left: share(begin, table.seconds), right: share(table.seconds - end, table.seconds) }}
      >
        {first !== null && <span className="absolute inset-y-0 left-0 w-1 bg-accent-fill" />}
        {last !== null && <span className="absolute inset-y-0 right-0 w-1 bg-accent-fill" />}
      </span>
    </>
  );
}

/** Where one is in the video, to be dragged; over the stills that are its children. */
export function Scrubber({ player, children }: { player: FramePlayer; children: ReactNode }) {
  const t = useTranslations('player');
  const frame = usePlayer(player, (state) => state.frame);
  const wasPlaying = useRef(false);
  const { table } = player.leader;

  function goTo({ clientX, currentTarget }: PointerEvent<HTMLElement>) {
    const { left, width } = currentTarget.getBoundingClientRect();
    const at = Math.min(1, Math.max(0, (clientX - left) / width));
    player.seek(frameAt(table, at * table.seconds));
  }

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    wasPlaying.current = player.state.isPlaying;
    player.pause();
    goTo(event);
  }

  function onPointerUp({ currentTarget, pointerId }: PointerEvent<HTMLElement>) {
    if (!currentTarget.hasPointerCapture(pointerId)) return;
    currentTarget.releasePointerCapture(pointerId);
    if (wasPlaying.current) void player.play();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const step = event.shiftKey ? manyFrames : 1;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => player.step(-step),
      ArrowDown: () => player.step(-step),
      ArrowRight: () => player.step(step),
      ArrowUp: () => player.step(step),
      PageDown: () => player.step(-manyFrames),
      PageUp: () => player.step(manyFrames),
      Home: () => player.seek(0),
      End: () => player.seek(player.frames - 1),
    };
    const move = moves[event.key];
    if (!move) return;
    // In the room the arrows lead to other videos.
    event.preventDefault();
    move();
  }

  const time = spellTime(startOf(table, frame));
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t('scrubber')}
      aria-valuemin={1}
      aria-valuemax={player.frames}
      aria-valuenow={frame + 1}
      aria-valuetext={t('valueText', { time, number: frame + 1, count: player.frames })}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && goTo(event)}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onKeyDown={onKeyDown}
      className="relative h-11 w-full cursor-ew-resize touch-none select-none"
    >
      {children}
      <Part player={player} />
      <span
        aria-hidden
        className="pointer-events-none absolute -inset-y-1 w-0.5 -translate-x-1/2 rounded-full bg-accent-fill shadow-[0_0_0_1px_rgb(0_0_0/0.6)]"
        style={{ left: share(middleOf(table, frame), table.seconds) }}
      />
    </div>
  );
}
