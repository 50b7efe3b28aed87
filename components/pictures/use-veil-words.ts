import { useLocale, useTranslations } from 'use-intl';
import { getDraft, type ImageSlot } from '@/components/studio/draft';
import type { Model } from '@/lib/providers/wire';
import { placePictures } from './place-pictures';
import { placesOf } from './places-of';
import type { Dragged } from './read-dragged';

/** What will come of what is dragged over the page when it is let go. */
export function useVeilWords(dragged: Dragged | null, model: Model | null): string {
  const t = useTranslations('pictures');
  const frame = useTranslations('composer.firstFrame');
  const locale = useLocale();
  if (dragged?.kind === 'video') return t('veil.tile');
  if (dragged?.kind !== 'files') return frame('drop');
  const { count, videos } = dragged;
  if (count > 0 && videos === count) return t('veil.video');
  const slots = placePictures(Math.max(1, count), placesOf(model, getDraft()), null);
  const nameOf = (slot: ImageSlot) =>
    typeof slot === 'number' ? t('name.reference', { number: slot + 1 }) : t(`name.${slot}`);
  const list = new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' });
  const places = list.format(slots.map(nameOf));
  const left = count - slots.length;
  const whole = count <= 1 && slots[0] === 'firstFrame' ? frame('drop') : t('veil.files', { places });
  return left > 0 ? `${whole} ${t('veil.left', { count: left })}` : whole;
}
