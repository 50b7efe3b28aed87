import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFilter } from '@/components/library/use-filter';
import { loadedVideos } from '@/lib/client/library';
import { libraryOptions } from '@/lib/client/live-library';
import { newsOf } from './news-of';
import { type TileKind, tileKind } from './tile-state';

const longestPrompt = 80;

/** Tells whoever cannot see the tiles that a video is ready or needs them; wherever they are in the page. */
export function StateAnnouncer() {
  const t = useTranslations('gallery');
  const client = useQueryClient();
  const filter = useFilter();
  const { data: library } = useQuery({ ...libraryOptions(client, filter), enabled: false });
  const kinds = useRef<ReadonlyMap<string, TileKind>>(new Map());
  const [words, setWords] = useState('');

  useEffect(() => {
    const videos = library ? loadedVideos(library) : [];
    const news = newsOf(kinds.current, videos);
    kinds.current = new Map(videos.map((video) => [video.id, tileKind(video)]));
    if (news.length === 0) return;
    const sentences = news.map((video) =>
      t('became', {
        state: t(`state.${tileKind(video)}`),
        prompt: (video.prompt ?? '').slice(0, longestPrompt),
      }),
    );
    setWords(sentences.join(' '));
  }, [library, t]);

  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}
