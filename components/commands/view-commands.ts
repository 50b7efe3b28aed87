import { changeSize, datesId, toggleList } from '@/components/gallery/view';
import { type Command, inStudio } from './command';

/** How the gallery is looked at. */
export const viewCommands: readonly Command[] = [
  {
    id: 'toggleList',
    group: 'look',
    keywords: 'list grid rows pictures dense view 列表 画面 网格 视图',
    isOffered: inStudio,
    run: toggleList,
  },
  {
    id: 'largerPictures',
    group: 'look',
    keywords: 'larger bigger size pictures tiles 放大 更大 画面',
    isOffered: inStudio,
    run: () => changeSize(1),
  },
  {
    id: 'smallerPictures',
    group: 'look',
    keywords: 'smaller size pictures tiles 缩小 更小 画面',
    isOffered: inStudio,
    run: () => changeSize(-1),
  },
  {
    id: 'dates',
    group: 'go',
    keywords: 'date day month calendar jump 日期 月份 日历 跳到',
    isOffered: inStudio,
    // Once the palette is closed, which gives the focus back first.
    run: () => requestAnimationFrame(() => document.getElementById(datesId)?.click()),
  },
];
