import { useFormatter, useTranslations } from 'use-intl';
import type { Video } from '@/lib/jobs/wire';
import { type SpokenRange, spellRange, usualPhase } from './usual-words';

/** How long videos like one usually take, and where it is in that, in words; `null` where nobody knows. */
export function useUsualWords({ firstframe }: Video, elapsedMs: number): string | null {
  const t = useTranslations('tiles.usual');
  const format = useFormatter();
  if (!firstframe.usual) return null;

  function spell({ from, to, unit }: SpokenRange): string {
    const [first, last] = [from, to].map((value) => format.number(value));
    return from === to
      ? t(`about.${unit}`, { to: last ?? '' })
      : t(unit, { from: first ?? '', to: last ?? '' });
  }
  return t(usualPhase(firstframe.usual, elapsedMs), { range: spell(spellRange(firstframe.usual)) });
}
