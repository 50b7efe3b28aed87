import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { referencesOptions } from '@/lib/client/reference-queries';
import type { WireReference } from '@/lib/jobs/wire';
import { PictureGrid } from './picture-grid';

/** The images that were used before, the last used first. */
export function RecentPictures({ onChoose }: { onChoose: (reference: WireReference) => void }) {
  const t = useTranslations('pictures.dialog');
  const { data, isPending, hasNextPage, fetchNextPage } = useInfiniteQuery(referencesOptions());
  const references = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <PictureGrid
      emptyWords={t('noRecent')}
      moreWords={t('more')}
      isLoading={isPending}
      items={references.map(({ id, url, width, height }, index) => ({
        id,
        src: url,
        label: t('recentOne', { number: index + 1, width, height }),
        badge: `${width}×${height}`,
      }))}
      hasMore={hasNextPage}
      onMore={fetchNextPage}
      onChoose={(id) => {
        const chosen = references.find((reference) => reference.id === id);
        if (chosen) onChoose(chosen);
      }}
    />
  );
}
