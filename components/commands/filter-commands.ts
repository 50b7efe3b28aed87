import { librarySearchId } from '@/components/find/library-search';
import { setFilter } from '@/components/library/use-filter';
import type { Project } from '@/lib/jobs/organise-wire';
import { type Command, inStudio, opens } from './command';
import { globalKeys } from './keys';

/** What finds videos again. */
export const filterCommands: readonly Command[] = [
  {
    id: 'find',
    group: 'find',
    keywords: 'search find look prompts 搜索 查找 提示词',
    keys: globalKeys.find,
    isOffered: inStudio,
    run: () => document.getElementById(librarySearchId)?.focus(),
  },
  {
    id: 'filters',
    group: 'find',
    keywords: 'filter status model size tag provider 筛选 状态 模型 标签',
    ...opens({ name: 'filters' }),
  },
  {
    id: 'showStarred',
    group: 'find',
    keywords: 'starred favourites stars 星标 收藏',
    isOffered: inStudio,
    run: () => setFilter({ starred: 'true' }),
  },
  {
    id: 'showFailed',
    group: 'find',
    keywords: 'failed errors broken 失败 错误',
    isOffered: inStudio,
    run: () => setFilter({ status: 'failed' }),
  },
  {
    id: 'clearFilters',
    group: 'find',
    keywords: 'clear reset filters all everything 清除 筛选 全部',
    isOffered: (situation) => inStudio(situation) && situation.isFiltered,
    run: () => setFilter({}),
  },
  {
    id: 'projects',
    group: 'find',
    keywords: 'projects folders make rename remove 项目 文件夹 新建',
    ...opens({ name: 'projects' }),
  },
];

/** The way to a project, by its own name. */
export function toProject({ id }: Project): Command {
  return {
    id: `project-${id}`,
    group: 'find',
    keywords: 'project go 项目 前往',
    isOffered: inStudio,
    run: () => setFilter({ project: id }),
  };
}
