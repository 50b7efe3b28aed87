import { BookmarkPlus, Pencil, Trash2 } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { Saved } from '@/lib/prompts/wire';
import { Marked } from './marked';
import { SaveForm } from './save-form';
import { SearchField } from './search-field';
import type { SavedOf, useSaved } from './use-saved';

type SavedListProps<Of extends Saved['kind']> = {
  kind: Of;
  saved: ReturnType<typeof useSaved<Of>>;
  /** What a row says below its name, and what is looked through besides that. */
  describe: (item: SavedOf<Of>) => string;
  /** The words of a row, where they can be changed here. */
  promptOf?: (item: SavedOf<Of>) => string;
  /** What the form holds now can be saved under this name; `null` where there is nothing to save. */
  wish: { name: string; save: (name: string) => Promise<void> } | null;
  onUse: (item: SavedOf<Of>) => void;
  onChange: (item: SavedOf<Of>, name: string, prompt: string) => Promise<void>;
  notes?: ReactNode;
};

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** What is saved of a kind, by name: looked through, used with one press, renamed, deleted, and added to. */
export function SavedList<Of extends Saved['kind']>(props: SavedListProps<Of>) {
  const { kind, saved, describe, promptOf, wish, onUse, onChange, notes } = props;
  const t = useTranslations('prompts');
  const words: Saved['kind'] = kind;
  const whole = useRef<HTMLDivElement>(null);
  const [search, setSearch] = useState('');
  const [editing, setEditing] = useState<string | 'new' | null>(null);
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  const items = (saved.items ?? [])
    .filter((item) => {
      const text = `${item.name}\n${describe(item)}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    })
    .sort((one, other) => one.name.localeCompare(other.name));
  const [first] = items;

  /** Back to a place that is still there. */
  function close() {
    setEditing(null);
    requestAnimationFrame(() => whole.current?.querySelector<HTMLElement>('[data-above]')?.focus());
  }

  return (
    <div ref={whole}>
      <SearchField
        label={t(`${words}.search`)}
        value={search}
        onChange={setSearch}
        onEnter={() => first && onUse(first)}
      >
        <Button disabled={!wish || editing === 'new'} onClick={() => setEditing('new')}>
          <BookmarkPlus {...icon} />
          <span className="max-sm:sr-only">{t(`${words}.saveThis`)}</span>
        </Button>
      </SearchField>
      {editing === 'new' && wish && (
        <SaveForm
          name={wish.name}
          save={async (name) => {
            await wish.save(name);
            close();
          }}
          onCancel={close}
        />
      )}
      {saved.isError && (
        <div className="flex items-center justify-between gap-4 text-13">
          <p role="alert" className="text-failed">
            {t('savedFailed')}
          </p>
          <Button onClick={() => saved.refetch()}>{t('retry')}</Button>
        </div>
      )}
      {saved.items && items.length === 0 && editing !== 'new' && (
        <p className="mx-auto max-w-[44ch] text-balance py-8 text-center text-13 text-muted">
          {search.trim() === '' ? t(`${words}.empty`) : t('history.none', { search: search.trim() })}
        </p>
      )}
      <ul aria-label={t(`${words}.label`)} className="-mx-2">
        {items.map((item) => (
          <li key={item.id} className={editing === item.id ? 'px-2' : 'flex items-start gap-1'}>
            {editing === item.id ? (
              <SaveForm
                name={item.name}
                prompt={promptOf?.(item)}
                save={async (name, prompt) => {
                  await onChange(item, name, prompt);
                  close();
                }}
                onCancel={close}
              />
            ) : (
              <>
                <button
                  type="button"
                  data-row
                  onClick={() => onUse(item)}
                  className="min-w-0 flex-1 rounded-control px-2 py-2 text-left -outline-offset-2 transition-colors duration-150 ease-settle hover:bg-raised"
                >
                  <span className="block break-words font-medium text-14">
                    <Marked text={item.name} search={search} />
                  </span>
                  <span className="line-clamp-2 break-words text-13 text-muted">
                    <Marked text={describe(item)} search={search} />
                  </span>
                </button>
                <IconButton
                  label={t('edit', { name: item.name })}
                  className="mt-1.5"
                  onClick={() => setEditing(item.id)}
                >
                  <Pencil {...icon} />
                </IconButton>
                <IconButton
                  label={t('delete', { name: item.name })}
                  className="mt-1.5"
                  onClick={async () => {
                    await saved.remove(item);
                    close();
                  }}
                >
                  <Trash2 {...icon} />
                </IconButton>
              </>
            )}
          </li>
        ))}
      </ul>
      {notes}
    </div>
  );
}
