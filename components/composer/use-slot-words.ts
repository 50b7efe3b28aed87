import { useTranslations } from 'use-intl';
import type { DraftImage, ImageSlot } from '@/components/studio/draft';

/** What a slot and what can be done with it are called. */
export function useSlotWords(slot: ImageSlot, image: DraftImage | null) {
  const t = useTranslations('composer');
  const pictures = useTranslations('pictures');
  const { width = 0, height = 0 } = image ?? {};
  const number = typeof slot === 'number' ? slot + 1 : 0;
  const kind = typeof slot === 'number' ? 'references' : slot;
  const name = number > 0 ? pictures('name.reference', { number }) : pictures(`name.${slot}`);
  return {
    /** In a sentence. */
    name,
    hint: kind === 'references' ? '' : t(kind === 'firstFrame' ? 'firstFrame.hint' : 'lastFrame.label'),
    choose: t(`${kind}.${image ? 'replace' : 'add'}`, { width, height, number }),
    remove: t(`${kind}.remove`, { number }),
    alt: kind === 'firstFrame' ? t('firstFrame.alt') : '',
    frame: pictures('frame', { name }),
    library: pictures('library', { name }),
  };
}
