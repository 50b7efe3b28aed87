import { useEffect, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useCompared, useRoom } from '@/components/studio/room';
import { late } from '@/components/ui/late';
import { ActionBar } from './action-bar';
import { offerChooseAll } from './choose-all';
import { useOpenMenu } from './open-menu';
import { useSelection } from './selection-store';
import { SweepBand } from './sweep-band';
import { useChoosing } from './use-choosing';
import { useSelectedChanges } from './use-selected-changes';
import { useSelectionKeys } from './use-selection-keys';
import { useTileEvents } from './use-tile-events';

const TileMenu = late(() => import('./tile-menu').then((module) => module.TileMenu));

/** All of choosing that is not in a tile: what listens to the gallery, the band, the menu, and the bar at the foot. */
export function SelectionLayer() {
  const t = useTranslations('selection');
  const selection = useSelection();
  const menu = useOpenMenu();
  const ids = useMemo(() => [...selection.ids], [selection]);
  const isSelecting = ids.length > 0;
  const { all } = useChoosing();
  useTileEvents();
  const isCovered = [useRoom(), useCompared()].some((covers) => covers !== null);
  useSelectionKeys(isCovered);
  useSelectedChanges();

  useEffect(() => offerChooseAll(() => void all()), [all]);

  // The composer gives its place to the bar, see `app/globals.css`.
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (isSelecting) dataset.selecting = '';
    return () => {
      delete dataset.selecting;
    };
  }, [isSelecting]);

  return (
    <>
      <SweepBand />
      {isSelecting && <ActionBar ids={ids} />}
      {menu && <TileMenu key={menu.ids[0]} menu={menu} />}
      <p role="status" className="sr-only">
        {isSelecting ? t('count', { count: ids.length }) : ''}
      </p>
    </>
  );
}
