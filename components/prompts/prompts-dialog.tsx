import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DialogPart } from '@/components/studio/dialogs-shown';
import { Dialog } from '@/components/ui/dialog';
import { HistoryTab } from './history-tab';
import { LibraryTab } from './library-tab';
import { moveFocus } from './move-focus';
import { SettingsTab } from './settings-tab';

const tabs = { history: HistoryTab, library: LibraryTab, settings: SettingsTab };
type Tab = keyof typeof tabs;
const names = Object.keys(tabs) as Tab[];

/** What was sent, and what was kept to be sent again. */
export function PromptsDialog({ tab = 'history', onClose }: DialogPart<'prompts'>) {
  const t = useTranslations('prompts');
  const whole = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<Tab>(tab);
  const Shown = tabs[shown];

  useEffect(() => whole.current?.querySelector<HTMLElement>('[data-above]')?.focus(), []);

  function onTabKey(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step && names[(names.indexOf(shown) + step + names.length) % names.length];
    if (!next) return;
    event.preventDefault();
    setShown(next);
    whole.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  }

  return (
    <Dialog title={t('title')} onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it listens for arrow keys from the rows in it. */}
      <div ref={whole} onKeyDown={moveFocus} className="flex h-[70dvh] flex-col">
        <div role="tablist" aria-label={t('title')} className="mb-3 flex gap-1 border-line border-b">
          {names.map((name) => (
            <button
              key={name}
              id={`tab-${name}`}
              type="button"
              role="tab"
              aria-selected={name === shown}
              aria-controls="tab-panel"
              tabIndex={name === shown ? 0 : -1}
              onClick={() => setShown(name)}
              onKeyDown={onTabKey}
              className="-mb-px h-9 border-transparent border-b-2 px-3 text-13 text-muted -outline-offset-2 transition-colors duration-150 ease-settle hover:text-text aria-selected:border-accent aria-selected:text-text pointer-coarse:h-10"
            >
              {t(`tabs.${name}`)}
            </button>
          ))}
        </div>
        <div
          id="tab-panel"
          role="tabpanel"
          aria-labelledby={`tab-${shown}`}
          className="-mx-4 -mb-4 min-h-0 flex-1 overflow-y-auto p-4"
        >
          <Shown />
        </div>
      </div>
    </Dialog>
  );
}
