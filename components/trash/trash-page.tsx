'use client';

import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2, Unplug } from 'lucide-react';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { LibrarySearch } from '@/components/find/library-search';
import { isFiltered } from '@/components/library/filter';
import { setFilter, useFilter } from '@/components/library/use-filter';
import { LanguageSwitch } from '@/components/studio/language-switch';
import { ThemeSwitch } from '@/components/studio/theme-switch';
import { Button } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Toaster } from '@/components/ui/toast';
import { trashOptions, videoKeys } from '@/lib/client/video-queries';
import { EmptyTrash } from './empty-trash';
import { TrashCard } from './trash-card';

/** The trash: what was deleted and can still be brought back, the newest first. */
export function TrashPage() {
  const t = useTranslations('trash');
  const find = useTranslations('find');
  const client = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const filter = useFilter();
  const isSearch = isFiltered(filter);
  const trash = useInfiniteQuery({ ...trashOptions(filter), placeholderData: keepPreviousData });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = trash;
  const videos = data?.pages.flatMap((page) => page.data) ?? [];
  const total = data?.pages[0]?.firstframe.total ?? 0;

  /** What was pressed is gone with its row, so the focus goes to what stands above all rows. */
  async function afterwards() {
    heading.current?.focus();
    // A restored video belongs into the gallery, wherever it stood there.
    client.removeQueries({ queryKey: videoKeys.library });
    await client.invalidateQueries({ queryKey: videoKeys.trash });
  }

  return (
    <>
      <PageHeader title={t('title')} back={t('back')}>
        <LanguageSwitch />
        <ThemeSwitch />
      </PageHeader>
      <main className="mx-auto max-w-3xl space-y-4 px-3 py-6 sm:px-4">
        <div className="space-y-1 text-13">
          <h2 ref={heading} tabIndex={-1} className="font-medium text-muted">
            {t('count', { count: total })}
          </h2>
          <p className="text-muted">{t('text')}</p>
        </div>
        {(total > 0 || isSearch) && (
          <search className="flex flex-wrap items-center gap-2">
            <LibrarySearch className="min-w-0 flex-1 basis-48" />
            {isSearch && <Button onClick={() => setFilter({})}>{find('clear')}</Button>}
            {!isSearch && <EmptyTrash total={total} onChanged={afterwards} />}
          </search>
        )}
        {trash.isError && (
          <div className="flex items-center justify-between gap-4 rounded-tile border border-line-strong bg-panel px-4 py-2 text-13">
            <p role="alert" className="flex items-start gap-2 py-1">
              <Unplug size={16} strokeWidth={1.5} aria-hidden className="mt-px shrink-0 text-unsure" />
              {t('failed')}
            </p>
            <Button onClick={() => trash.refetch()}>{t('retry')}</Button>
          </div>
        )}
        {trash.isPending && (
          <p role="status" className="sr-only">
            {t('loading')}
          </p>
        )}
        {data && videos.length === 0 && (
          <p className="flex flex-col items-center gap-3 py-24 text-muted">
            <Trash2 size={20} strokeWidth={1.5} aria-hidden />
            {t(isSearch ? 'noMatch' : 'empty')}
          </p>
        )}
        {videos.length > 0 && (
          <ul
            aria-label={t('title')}
            className="divide-y divide-line rounded-tile border border-line bg-panel"
          >
            {videos.map((video) => (
              <TrashCard key={video.id} video={video} onGone={afterwards} />
            ))}
          </ul>
        )}
        {hasNextPage && (
          <Button disabled={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </main>
      <Toaster />
    </>
  );
}
