import { Pencil, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { IconButton } from '@/components/ui/icon-button';
import { InlineConfirm } from '@/components/ui/inline-confirm';
import type { Project } from '@/lib/jobs/organise-wire';
import { ProjectForm } from './project-form';

type ProjectRowProps = {
  project: Project;
  /** How many videos it has; `undefined` until that is known. */
  count: number | undefined;
  isChosen: boolean;
  onChoose: () => void;
  onRename: (name: string) => Promise<void>;
  onRemove: () => Promise<void>;
};

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** A project: gone to, given another name, or removed. */
export function ProjectRow({ project, count, isChosen, onChoose, onRename, onRemove }: ProjectRowProps) {
  const t = useTranslations('find.projects');
  const row = useRef<HTMLLIElement>(null);
  const [doing, setDoing] = useState<'rename' | 'remove' | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const { name } = project;

  /** Gives the focus back to the first button, which is always there. */
  function stop() {
    setDoing(null);
    requestAnimationFrame(() => row.current?.querySelector<HTMLElement>('button')?.focus());
  }

  async function remove() {
    setIsBusy(true);
    await onRemove().finally(() => setIsBusy(false));
  }

  return (
    <li ref={row} className="space-y-2 py-1">
      {doing === 'rename' ? (
        <ProjectForm
          name={name}
          action={t('rename')}
          onCancel={stop}
          save={async (next) => {
            await onRename(next);
            stop();
          }}
        />
      ) : (
        <div className="flex items-center gap-1">
          <button
            type="button"
            aria-current={isChosen || undefined}
            onClick={onChoose}
            className="flex h-8 min-w-0 flex-1 items-center justify-between gap-3 rounded-control px-2 text-left text-14 transition-colors duration-150 ease-settle hover:bg-raised aria-[current]:bg-raised pointer-coarse:h-10"
          >
            <span className="truncate">{name}</span>
            {count !== undefined && (
              <span className="shrink-0 text-13 text-faint tabular-nums">{t('videos', { count })}</span>
            )}
          </button>
          <IconButton label={t('renameOne', { name })} onClick={() => setDoing('rename')}>
            <Pencil {...icon} />
          </IconButton>
          <IconButton label={t('removeOne', { name })} onClick={() => setDoing('remove')}>
            <Trash2 {...icon} />
          </IconButton>
        </div>
      )}
      {doing === 'remove' && (
        <InlineConfirm action={t('remove')} isBusy={isBusy} onCancel={stop} onConfirm={remove}>
          {t('removeQuestion', { name, count: count ?? 0 })}
        </InlineConfirm>
      )}
    </li>
  );
}
