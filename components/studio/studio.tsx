'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useShortcuts } from '@/components/commands/use-shortcuts';
import { Toolbar } from '@/components/find/toolbar';
import { Gallery } from '@/components/gallery/gallery';
import { StateAnnouncer } from '@/components/gallery/state-announcer';
import { drawnAhead, late, useLate } from '@/components/ui/late';
import { PageLink } from '@/components/ui/page-link';
import { Toaster } from '@/components/ui/toast';
import { openBatchesOptions } from '@/lib/client/live-library';
import { DialogsShown } from './dialogs-shown';
import { Header } from './header';
import { keepDrawn } from './keep-drawn';
import { restoreForm } from './restore-form';
import { useCompared, useRoom } from './room';

const loadRoom = () => import('@/components/review/review-room').then((module) => module.ReviewRoom);

const Composer = drawnAhead(() => import('@/components/composer/composer').then((module) => module.Composer));

const CompareRoom = late(() =>
  import('@/components/compare/compare-room').then((module) => module.CompareRoom),
);

/** The room and the palette are fetched this long after the page, so that they open at once, also while the studio does not answer. */
const aheadMs = 2_000;

/** Only who has nothing but the demo sees it, after the models are known; so it stands where it moves nothing. */
const DemoStrip = late(() => import('./demo-strip').then((module) => module.DemoStrip));

const News = late(() => import('@/components/news/news').then((module) => module.News));

const SelectionLayer = late(() =>
  import('@/components/selection/selection-layer').then((module) => module.SelectionLayer),
);

const BatchStrips = late(() =>
  import('@/components/batches/batch-strips').then((module) => module.BatchStrips),
);

/** The whole page: a header over the gallery, the composer at its foot, and the review room over all of it. */
export function Studio() {
  const t = useTranslations('shell');
  const room = useRoom();
  const compared = useCompared();
  const { data: batches = [] } = useQuery(openBatchesOptions());
  const [isRoomKnown, setIsRoomKnown] = useState(false);
  const [isAhead, setIsAhead] = useState(false);
  const isRoomWanted = isRoomKnown && room !== null;
  const ReviewRoom = useLate(loadRoom, isRoomWanted || isAhead);

  const isCompareWanted = isRoomKnown && compared !== null;

  useShortcuts(isRoomWanted || isCompareWanted);

  useEffect(() => keepDrawn(), []);

  useEffect(() => {
    restoreForm();
    setIsRoomKnown(true);
    const ahead = setTimeout(() => setIsAhead(true), aheadMs);
    return () => clearTimeout(ahead);
  }, []);

  return (
    <>
      <div inert={(isRoomWanted && ReviewRoom !== null) || isCompareWanted} className="min-h-dvh">
        <a
          href="#composer"
          className="fixed top-2 left-2 z-50 -translate-y-16 rounded-control bg-panel px-3 py-2 text-14 focus:translate-y-0"
        >
          {t('skip')}
        </a>
        {/* On a phone, what names the page goes with it, and what finds things stays. */}
        <div data-bars className="sticky top-0 z-20 border-line border-b bg-page has-[search]:max-sm:-top-12">
          <Header />
          <Toolbar />
        </div>
        <main className="px-3 pb-[calc(var(--composer-height,11rem)+2rem)] sm:px-4 xl:px-6">
          {batches.length > 0 && <BatchStrips />}
          <News />
          <Gallery />
          <DemoStrip />
          {/* On a phone the header has no room for it. It comes with the gallery, which would push it away. */}
          <p className="mt-8 hidden text-center max-sm:[section~&]:block">
            <PageLink
              href="/trash"
              className="inline-block p-2 text-13 text-muted underline underline-offset-4"
            >
              {t('trash')}
            </PageLink>
          </p>
        </main>
        <Composer />
        <SelectionLayer />
      </div>
      {isRoomWanted && ReviewRoom && <ReviewRoom id={room} />}
      {isCompareWanted && <CompareRoom ids={compared} />}
      <DialogsShown isAhead={isAhead} />
      <StateAnnouncer />
      <Toaster />
    </>
  );
}
