import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { setFilter, useFilter } from '@/components/library/use-filter';
import type { DialogPart } from '@/components/studio/dialogs-shown';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { showToast } from '@/components/ui/toast';
import { messageOf } from '@/lib/client/message-of';
import {
  createProject,
  facetsOptions,
  projectsOptions,
  removeProject,
  renameProject,
} from '@/lib/client/organise';
import { withoutKind } from './change-filter';
import { ProjectForm } from './project-form';
import { ProjectRow } from './project-row';

/** All projects: places that videos are put into, and that one goes to. */
export function ProjectsDialog({ onClose }: DialogPart<'projects'>) {
  const t = useTranslations('find.projects');
  const client = useQueryClient();
  const filter = useFilter();
  const heading = useRef<HTMLHeadingElement>(null);
  const { data: projects, isError, refetch } = useQuery(projectsOptions());
  const { data: facets } = useQuery(facetsOptions());
  const sorted = [...(projects?.data ?? [])].sort((one, other) => one.name.localeCompare(other.name));

  function lookAgain() {
    return Promise.all([
      client.invalidateQueries({ queryKey: projectsOptions().queryKey }),
      client.invalidateQueries({ queryKey: facetsOptions().queryKey }),
    ]);
  }

  async function remove(id: string, name: string) {
    try {
      await removeProject(id);
      void showToast(t('removed', { name }));
      if (filter.project === id) setFilter(withoutKind(filter, 'project'));
      await lookAgain();
      heading.current?.focus();
    } catch (error) {
      void showToast(t('failed', { message: messageOf(error) }));
    }
  }

  return (
    <Dialog title={t('title')} width="narrow" onClose={onClose}>
      <p className="text-13 text-muted">{t('text')}</p>
      <div className="mt-4">
        <ProjectForm
          name=""
          action={t('make')}
          save={async (name) => {
            await createProject(name);
            await lookAgain();
          }}
        />
      </div>
      {isError && (
        <div className="mt-4 flex items-center justify-between gap-4 text-13">
          <p role="alert" className="text-failed">
            {t('notLoaded')}
          </p>
          <Button onClick={() => refetch()}>{t('retry')}</Button>
        </div>
      )}
      {sorted.length > 0 && (
        <>
          <h3 ref={heading} tabIndex={-1} className="mt-2 text-13 text-muted">
            {t('count', { count: sorted.length })}
          </h3>
          <ul className="mt-1 divide-y divide-line">
            {sorted.map((project) => (
              <ProjectRow
                key={project.id}
                project={project}
                count={facets && (facets.projects.find(({ value }) => value === project.id)?.count ?? 0)}
                isChosen={filter.project === project.id}
                onChoose={() => {
                  setFilter({ project: project.id });
                  onClose();
                }}
                onRename={async (name) => {
                  await renameProject(project.id, name);
                  await lookAgain();
                }}
                onRemove={() => remove(project.id, project.name)}
              />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
