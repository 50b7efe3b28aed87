import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DialogPart } from '@/components/studio/dialogs-shown';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import { facetsOptions } from '@/lib/client/organise';
import { ActionDialog } from './action-dialog';
import { changesOf, type Held, nextHeld, type TagRow, tagRows } from './tag-changes';
import { useMarks } from './use-marks';
import { useSummary } from './use-summary';

/** One tag; where only some of the videos have it, the box says so and can be left alone. */
function TagBox({ row, held, onChange }: { row: TagRow; held: Held; onChange: (held: Held) => void }) {
  const t = useTranslations('selection.tags');
  return (
    <label className="flex min-h-8 items-center gap-2.5 rounded-control px-2 text-14 hover:bg-raised pointer-coarse:min-h-11">
      <input
        type="checkbox"
        checked={held === 'all'}
        ref={(element) => {
          if (element) element.indeterminate = held === 'some';
        }}
        onChange={() => onChange(nextHeld(held, row.held))}
        className="size-4 shrink-0 accent-[var(--accent-fill)]"
      />
      <span className="min-w-0 flex-1 break-words">{row.tag}</span>
      {held === 'some' && <span className="text-13 text-faint">{t('some', { count: row.count })}</span>}
    </label>
  );
}

/** What some videos are tagged with: common tags, tags of some, tags of others in the library, and new ones. */
export function TagsDialog({ ids, onClose }: DialogPart<'tags'>) {
  const t = useTranslations('selection.tags');
  const { tag: changeTags } = useMarks();
  const listId = useId();
  const summary = useSummary(ids);
  const { data: facets } = useQuery(facetsOptions());
  const [changed, setChanged] = useState<ReadonlyMap<string, Held>>(new Map());
  const [typed, setTyped] = useState('');
  const [isSaving, setIsSaving] = useState(false);

  const rows = summary ? tagRows(summary, facets?.tags ?? [], changed) : [];
  const changes = changesOf(rows, changed);
  const hasChanges = changes.add_tags.length + changes.remove_tags.length > 0;

  function put(tag: string, held: Held): void {
    setChanged((before) => new Map(before).set(tag, held));
  }

  function add(event: FormEvent): void {
    event.preventDefault();
    const tag = typed.trim();
    if (tag === '') return;
    const known = rows.find((row) => row.tag.toLowerCase() === tag.toLowerCase());
    put(known?.tag ?? tag, 'all');
    setTyped('');
  }

  async function save(): Promise<boolean> {
    setIsSaving(true);
    const isDone = await changeTags(ids, changes);
    setIsSaving(false);
    return isDone;
  }

  return (
    <ActionDialog
      title={t('title', { count: ids.length })}
      action={t('save')}
      canAct={hasChanges && !isSaving}
      onAct={save}
      onClose={onClose}
    >
      <form onSubmit={add} className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <TextField label={t('new')} error={null} value={typed} maxLength={40} onChange={setTyped} />
        </div>
        <Button type="submit" className="mb-1.5" disabled={typed.trim() === ''}>
          {t('add')}
        </Button>
      </form>
      <p id={listId} className="mt-3 mb-1 text-13 text-muted">
        {rows.length > 0 ? t('list') : summary && t('none')}
      </p>
      <ul aria-labelledby={listId} className="-mx-2 max-h-[40dvh] min-h-32 overflow-y-auto">
        {rows.map((row) => (
          <li key={row.tag}>
            <TagBox
              row={row}
              held={changed.get(row.tag) ?? row.held}
              onChange={(held) => put(row.tag, held)}
            />
          </li>
        ))}
      </ul>
    </ActionDialog>
  );
}
