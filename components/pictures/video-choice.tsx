import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { formatLength } from '@/components/gallery/tile-state';
import { contentUrl } from '@/lib/client/change-video';
import { readyVideosOptions } from '@/lib/client/video-queries';
import { PictureGrid } from './picture-grid';

/** The videos of the gallery that a frame can be taken of, the newest first. */
export function VideoChoice({ onChoose }: { onChoose: (id: string) => void }) {
  const t = useTranslations('pictures.dialog');
  const { data, isPending, hasNextPage, fetchNextPage } = useInfiniteQuery(readyVideosOptions());
  const videos = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <PictureGrid
      emptyWords={t('noVideos')}
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
  );
}
