import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DialogPart } from '@/components/studio/dialogs-shown';
import { Dialog } from '@/components/ui/dialog';
import { projectsOptions } from '@/lib/client/organise';
import type { Command } from './command';
import { commands } from './commands';
import { toProject } from './filter-commands';
import { findCommands } from './find-commands';
import { KeyHint } from './key-hint';
import { useSituation } from './use-situation';

const moves: Record<string, (index: number, count: number) => number> = {
  ArrowDown: (index, count) => (index + 1) % count,
  ArrowUp: (index, count) => (index - 1 + count) % count,
  Home: () => 0,
  End: (_index, count) => count - 1,
};

/** Everything that can be done, found by typing a part of its name. */
export function Palette({ onClose }: DialogPart<'palette'>) {
  const t = useTranslations('commands');
  const situation = useSituation();
  const listId = useId();
  const [query, setQuery] = useState('');
  const [index, setIndex] = useState(0);
  const offered = commands
    .filter(({ isOffered }) => isOffered?.(situation) ?? true)
    .map((command) => ({ ...command, name: t(`name.${command.id}` as 'name.send') }));
  const { data: projects } = useQuery(projectsOptions());
  // Only for whoever looks for one: there may be many.
  const places = query === '' || situation.isRoomOpen ? [] : (projects?.data ?? []);
  const found = findCommands(query, [
    ...offered,
    ...places.map((project) => ({ ...toProject(project), name: t('goProject', { name: project.name }) })),
  ]);
  const current = Math.min(index, found.length - 1);
  const optionId = (command: Command) => `${listId}-${command.id}`;

  function run(command: Command | undefined) {
    if (!command) return;
    onClose();
    // What it goes to is inert until the dialog is gone.
    requestAnimationFrame(() => command.run(situation));
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const move = moves[event.key];
    if (move && found.length > 0) setIndex(move(current, found.length));
    else if (event.key === 'Enter') run(found[current]);
    else if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey)) onClose();
    else return;
    event.preventDefault();
  }

  const active = found[current];
  return (
    <Dialog title={t('title')} width="medium" onClose={onClose}>
      <input
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={active && optionId(active)}
        aria-label={t('search')}
        placeholder={t('search')}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setIndex(0);
        }}
        onKeyDown={onKeyDown}
        className="h-10 w-full rounded-control border border-line-strong bg-page px-3 text-16 placeholder:text-faint"
      />
      {found.length === 0 && <p className="px-3 py-4 text-muted">{t('none')}</p>}
      <div
        id={listId}
        role="listbox"
        aria-label={t('title')}
        className="mt-2 h-[50dvh] overflow-y-auto sm:h-80"
      >
        {found.map((command, place) => {
          const isNewGroup = query === '' && command.group !== found[place - 1]?.group;
          return (
            <div key={command.id} role="presentation">
              {isNewGroup && (
                <p role="presentation" className="px-3 pt-3 pb-1 text-13 text-faint">
                  {t(`group.${command.group}`)}
                </p>
              )}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the search field's, which keeps the focus. */}
              <div
                id={optionId(command)}
                role="option"
                aria-selected={place === current}
                tabIndex={-1}
                ref={(element) => {
                  if (place === current) element?.scrollIntoView({ block: 'nearest' });
                }}
                onPointerMove={() => setIndex(place)}
                onClick={() => run(command)}
                className="flex min-h-9 cursor-pointer items-center justify-between gap-3 rounded-control px-3 py-1.5 aria-selected:bg-raised pointer-coarse:min-h-11"
              >
                {command.name}
                <span className="flex shrink-0 gap-2 pointer-coarse:hidden">
                  {command.keys?.map((shortcut) => (
                    <KeyHint key={shortcut} shortcut={shortcut} />
                  ))}
                </span>
              </div>
            </div>
          );
        })}
      </div>
    </Dialog>
  );
}
