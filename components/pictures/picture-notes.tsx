import { Film, Info, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Note } from '@/components/composer/note';
import type { PictureNews } from './use-pictures';

/** What became of pictures that were given: those that are none, those without a place, the address on its way. */
export function PictureNotes({ news }: { news: PictureNews }) {
  const t = useTranslations('pictures');
  const frame = useTranslations('composer.firstFrame');
  const { refusals, leftOut, fetching, failure } = news;
  return (
    <>
      {fetching !== null && (
        <Note icon={LoaderCircle} tone="text-muted">
          {t('fetching', { host: new URL(fetching).host })}
        </Note>
      )}
      {leftOut > 0 && (
        <Note icon={Info} tone="text-unsure">
          {t('leftOut', { count: leftOut })}
        </Note>
      )}
      {refusals.map(({ reason, name, size }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and the list is never reordered.
        <Note key={index} icon={reason === 'video' ? Film : TriangleAlert} tone="text-failed">
          {reason === 'video' ? t('isVideo', { name }) : frame(reason, { name, size })}
        </Note>
      ))}
      {failure !== null && (
        <Note icon={TriangleAlert} tone="text-failed">
          {t('notFetched', { message: failure })}
        </Note>
      )}
    </>
  );
}
