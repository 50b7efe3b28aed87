import { FolderInput } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { setGoesInto, useProjectOfSends } from './project-of-sends';

/** Says on the bar which project a send goes into, because that one is looked at; a press keeps it out. */
export function SendProject() {
  const t = useTranslations('find');
  const of = useProjectOfSends();
  if (!of) return null;
  const { project, isWanted } = of;
  const { id, name } = project;
  return (
    <button
      type="button"
      aria-pressed={isWanted}
      aria-label={t('into', { name })}
      title={t(isWanted ? 'intoOff' : 'intoOn', { name })}
      onClick={() => setGoesInto(id, !isWanted)}
      className="ml-auto inline-flex h-8 min-w-0 max-w-56 items-center gap-1.5 rounded-control px-2 text-13 text-muted transition-colors duration-150 ease-settle hover:bg-raised hover:text-text aria-[pressed=false]:text-faint aria-[pressed=false]:line-through pointer-coarse:h-10"
    >
      <FolderInput size={14} strokeWidth={1.5} aria-hidden className="shrink-0" />
      <span className="truncate">{name}</span>
    </button>
  );
}
