import { useTranslations } from 'use-intl';
import { startOf } from '@/lib/media/frame-table';
import type { FramePlayer } from './frame-player';
import { spellTime } from './spell-place';
import { usePlayer } from './use-player';

/** The time and the number of the frame. Where the browser has not said that it shows it, the number is said to be about. */
export function PlaceLabel({ player }: { player: FramePlayer }) {
  const t = useTranslations('player');
  const frame = usePlayer(player, (state) => state.frame);
  const isShown = usePlayer(player, (state) => state.isShown);
  const { kind, table } = player.leader;
  const values = { number: frame + 1, count: player.frames };
  const isAbout = kind === 'browser' && !isShown;
  return (
    <span className="whitespace-nowrap font-mono text-13 tabular-nums">
      <span className="block text-text md:inline">{spellTime(startOf(table, frame))}</span>
      <span className="hidden text-muted md:inline"> · </span>
      <span className="text-muted">{isAbout ? t('aboutFrame', values) : t('frame', values)}</span>
    </span>
  );
}
