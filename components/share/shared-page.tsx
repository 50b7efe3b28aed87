'use client';

import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { Wordmark } from '@/components/studio/wordmark';
import { ApiError } from '@/lib/client/api';
import { sharedOptions } from '@/lib/client/share-queries';
import { SharedVideo } from './shared-video';

/** What a link leads to: its videos, and nothing that leads on from there. */
export function SharedPage({ token }: { token: string }) {
  const t = useTranslations('shared');
  const format = useFormatter();
  const { data: shared, error } = useQuery(sharedOptions(token));
  const isOver = error instanceof ApiError && error.code === 'not_found';
  // One that is left of several keeps the number that it is known by.
  const isAlone = shared?.videos.length === 1 && shared.videos[0]?.number === 1;
  const isList = shared !== undefined && !isAlone;

  return (
    <div className="mx-auto flex min-h-dvh max-w-[1200px] flex-col px-3 sm:px-6">
      <header className="flex h-14 items-center gap-2 text-13 text-muted">
        <Wordmark />
        Firstframe
      </header>
      <main className={`flex flex-1 flex-col py-6 ${isList ? '' : 'justify-center'}`}>
        <h1
          className={`font-semibold text-20 tracking-tight ${shared ? 'mb-4' : 'text-center'} ${isAlone ? 'mx-auto w-full max-w-[960px]' : ''}`}
        >
          {error
            ? t(isOver ? 'over' : 'failed')
            : shared
              ? t('heading', { count: shared.videos.length })
              : t('title')}
        </h1>
        {error && (
          <p className="mx-auto mt-3 max-w-md text-balance text-center text-14 text-muted">
            {isOver ? t('overText') : error.message}
          </p>
        )}
        {shared && (
          <ul className={isAlone ? 'mx-auto w-full max-w-[960px]' : 'grid gap-6 md:grid-cols-2'}>
            {shared.videos.map((video) => (
              <li key={video.id}>
                <SharedVideo
                  video={video}
                  token={token}
                  isNumbered={isList}
                  allowsDownload={shared.allows_download}
                />
              </li>
            ))}
          </ul>
        )}
      </main>
      <footer className="py-6 text-center text-13 text-faint">
        {shared &&
          t('until', {
            time: format.dateTime(new Date(shared.expires_at * 1_000), {
              dateStyle: 'long',
              timeStyle: 'short',
            }),
          })}
      </footer>
    </div>
  );
}
