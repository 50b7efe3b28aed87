import { useFormatter, useTranslations } from 'use-intl';
import type { Video } from '@/lib/jobs/wire';
import { differencesOf } from './compare-got';

/** What was asked and what came, as people write it, and only where they differ; `null` where they do not. */
export function useDifference({ firstframe }: Video): { asked: string; got: string } | null {
  const t = useTranslations('common');
  const format = useFormatter();
  const { asked, got } = firstframe;
  const differences = differencesOf(firstframe);
  if (!got || differences.length === 0) return null;

  function spell(size: string | null, seconds: number | null, fps: number | null): string {
    const number = (value: number | null) => format.number(value ?? 0, { maximumFractionDigits: 2 });
    const spellings = {
      size: size?.replace('x', '×'),
      seconds: t('secondsShort', { seconds: number(seconds) }),
      fps: t('fps', { fps: number(fps) }),
    };
    return differences.map((field) => spellings[field]).join(' · ');
  }

  return {
    asked: spell(asked.size, asked.seconds, asked.fps),
    got: spell(`${got.width}x${got.height}`, got.seconds, got.fps),
  };
}
