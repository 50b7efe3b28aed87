import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { formatLength } from '@/components/gallery/tile-state';
import { SearchBox } from '@/components/ui/search-box';
import { contentUrl } from '@/lib/client/change-video';
import { readyVideosOptions } from '@/lib/client/video-queries';
import { PictureGrid } from './picture-grid';

/** The videos of the gallery that a frame can be taken of, the newest first. */
export function VideoChoice({ onChoose }: { onChoose: (id: string) => void }) {
  const t = useTranslations('pictures.dialog');
  const find = useTranslations('find');
  const [search, setSearch] = useState('');
  const { data, isPending, hasNextPage, fetchNextPage } = useInfiniteQuery({
    ...readyVideosOptions(search),
    placeholderData: keepPreviousData,
  });
  const videos = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <div className="space-y-3">
      <SearchBox label={find('search')} value={search} onSearch={setSearch} />
      <PictureGrid
        emptyWords={t(search === '' ? 'noVideos' : 'noMatch')}
        moreWords={t('more')}
        isLoading={isPending}
        items={videos.map(({ id, prompt, firstframe: { got, variants } }) => ({
          id,
          src: variants.includes('thumbnail') ? contentUrl(id, 'thumbnail') : null,
          label: prompt || id,
          badge: got ? formatLength(got.seconds) : '',
        }))}
        hasMore={hasNextPage}
        onMore={fetchNextPage}
        onChoose={onChoose}
      />
    </div>
  );
}
