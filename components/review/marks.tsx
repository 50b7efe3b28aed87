import { useQuery } from '@tanstack/react-query';
import { Folder, Tag } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { LibraryFilter } from '@/components/library/filter';
import { FilterLink } from '@/components/library/filter-link';
import { projectsOptions } from '@/lib/client/organise';
import type { Video } from '@/lib/jobs/wire';

function MarkLink({
  filter,
  label,
  children,
}: {
  filter: LibraryFilter;
  label: string;
  children: ReactNode;
}) {
  return (
    <FilterLink
      filter={filter}
      title={label}
      className="inline-flex h-7 max-w-full items-center gap-1 rounded-control bg-raised px-2 text-13 text-muted transition-colors duration-150 ease-settle hover:text-text pointer-coarse:h-10"
    >
      {children}
    </FilterLink>
  );
}

/** What people have marked a video with; each mark leads to all that have it. */
export function Marks({ video }: { video: Video }) {
  const t = useTranslations('room');
  const { tags = [], project = null } = video.firstframe;
  const { data: projects } = useQuery({ ...projectsOptions(), enabled: project !== null });
  const name = projects?.data.find(({ id }) => id === project)?.name;
  if (tags.length === 0 && !name) return null;
  return (
    <ul className="flex flex-wrap gap-2 border-line border-b pb-4">
      {project !== null && name && (
        <li className="max-w-full">
          <MarkLink filter={{ project }} label={t('showProject', { project: name })}>
            <Folder size={14} strokeWidth={1.5} aria-label={t('project')} />
            <span className="truncate">{name}</span>
          </MarkLink>
        </li>
      )}
      {tags.map((tag) => (
        <li key={tag} className="max-w-full">
          <MarkLink filter={{ tag }} label={t('showTag', { tag })}>
            <Tag size={14} strokeWidth={1.5} aria-label={t('tags')} />
            <span className="truncate">{tag}</span>
          </MarkLink>
        </li>
      ))}
    </ul>
  );
}
