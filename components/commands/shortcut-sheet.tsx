import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DialogPart } from '@/components/studio/dialogs-shown';
import { Dialog } from '@/components/ui/dialog';
import { commands } from './commands';
import { KeyHint } from './key-hint';
import { areSingleKeysOn, compareKeys, galleryKeys, globalKeys, roomKeys, setSingleKeys } from './keys';

type Row = { name: string; keys: readonly string[] };

function Section({ title, rows }: { title: string; rows: readonly Row[] }) {
  return (
    <section>
      <h3 className="mb-1 text-13 text-muted">{title}</h3>
      <dl>
        {rows.map(({ name, keys }) => (
          <div key={name} className="flex items-center justify-between gap-4 border-line border-t py-2">
            <dt>{name}</dt>
            <dd className="flex flex-wrap justify-end gap-2">
              {keys.map((shortcut) => (
                <KeyHint key={shortcut} shortcut={shortcut} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Every key, as the tables of commands and of the review room have them. */
export function ShortcutSheet({ onClose }: DialogPart<'shortcuts'>) {
  const t = useTranslations('commands');
  const selection = useTranslations('selection.keys');
  const [isOn, setIsOn] = useState(areSingleKeysOn);
  const studio: Row[] = [
    { name: t('title'), keys: globalKeys.palette },
    ...commands.flatMap(({ id, keys }) => (keys ? [{ name: t(`name.${id}` as 'name.send'), keys }] : [])),
  ];
  const gallery = (Object.keys(galleryKeys) as (keyof typeof galleryKeys)[]).map((id) => ({
    name: selection(id),
    keys: galleryKeys[id],
  }));
  const room = (Object.keys(roomKeys) as (keyof typeof roomKeys)[]).map((id) => ({
    name: t(`room.${id}`),
    keys: roomKeys[id],
  }));

  const compareWords = useTranslations('compare');
  const compare = (Object.keys(compareKeys) as (keyof typeof compareKeys)[]).map((id) => ({
    name: compareWords(`keys.${id}`),
    keys: compareKeys[id],
  }));

  return (
    <Dialog title={t('sheet')} width="narrow" onClose={onClose}>
      <div className="space-y-5">
        <Section title={t('inStudio')} rows={studio} />
        <Section title={selection('title')} rows={gallery} />
        <Section title={t('inRoom')} rows={room} />
        <Section title={compareWords('title')} rows={compare} />
        <label className="flex min-h-8 items-center gap-2 text-13 pointer-coarse:min-h-10">
          <input
            type="checkbox"
            checked={isOn}
            onChange={(event) => {
              setSingleKeys(event.target.checked);
              setIsOn(event.target.checked);
            }}
            className="size-4 accent-[var(--accent-fill)]"
          />
          {t('singleKeys')}
        </label>
      </div>
    </Dialog>
  );
}
