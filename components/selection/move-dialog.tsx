import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ProjectForm } from '@/components/find/project-form';
import type { DialogPart } from '@/components/studio/dialogs-shown';
import { createProject, projectsOptions } from '@/lib/client/organise';
import { ActionDialog } from './action-dialog';
import { useMarks } from './use-marks';
import { useSummary } from './use-summary';

const none = '';

/** Moves videos to a project, to a new one, or out of the one they are in. */
export function MoveDialog({ ids, onClose }: DialogPart<'move'>) {
  const t = useTranslations('selection.moveTo');
  const client = useQueryClient();
  const { move } = useMarks();
  const list = useRef<HTMLFieldSetElement>(null);
  const summary = useSummary(ids);
  const { data: projects } = useQuery(projectsOptions());
  const [chosen, setChosen] = useState<string | null>(null);
  const [isSaving, setIsSaving] = useState(false);

  /** Where all of them are now; where they are in several, none is marked. */
  function placeNow(): string | null {
    if (!summary) return null;
    const [only, ...others] = summary.projects;
    if (!only) return none;
    return others.length === 0 && only.count === summary.count ? only.value : null;
  }

  const now = placeNow();
  const place = chosen ?? now;
  const places = [
    { id: none, name: t('none') },
    ...(projects?.data ?? []).map(({ id, name }) => ({ id, name })),
  ];
  const target = places.find(({ id }) => id === place);
  const isKnown = now !== null && projects !== undefined;

  // Where they are is known a moment after it opens. The focus goes there, unless it has gone elsewhere meanwhile.
  useEffect(() => {
    if (isKnown && list.current?.contains(document.activeElement))
      list.current.querySelector<HTMLElement>(':checked')?.focus();
  }, [isKnown]);

  async function save(): Promise<boolean> {
    if (!target) return false;
    setIsSaving(true);
    const isDone = await move(ids, target.id === none ? null : target);
    setIsSaving(false);
    return isDone;
  }

  return (
    <ActionDialog
      title={t('title', { count: ids.length })}
      action={t('save')}
      canAct={target !== undefined && place !== now && !isSaving}
      onAct={save}
      onClose={onClose}
    >
      <fieldset ref={list} className="-mx-2 max-h-[40dvh] min-h-32 overflow-y-auto">
        <legend className="sr-only">{t('list')}</legend>
        {places.map(({ id, name }) => (
          <label
            key={id}
            className="flex min-h-8 items-center gap-2.5 rounded-control px-2 text-14 hover:bg-raised pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name="place"
              checked={place === id}
              onChange={() => setChosen(id)}
              className="size-4 shrink-0 accent-[var(--accent-fill)]"
            />
            <span className={`min-w-0 break-words ${id === none ? 'text-muted' : ''}`}>{name}</span>
          </label>
        ))}
      </fieldset>
      <div className="mt-3 border-line border-t pt-3">
        <ProjectForm
          name=""
          action={t('make')}
          save={async (name) => {
            const made = await createProject(name);
            await client.invalidateQueries({ queryKey: projectsOptions().queryKey });
            setChosen(made.id);
          }}
        />
      </div>
    </ActionDialog>
  );
}
