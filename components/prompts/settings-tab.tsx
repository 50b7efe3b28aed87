import { useTranslations } from 'use-intl';
import { closeDialog } from '@/components/studio/dialogs';
import { getSettings } from '@/components/studio/draft';
import { SavedList } from './saved-list';
import { describeSettings, toSavedSettings } from './saved-settings';
import { useApplySettings } from './use-apply-settings';
import { useSaved } from './use-saved';

/** The settings that somebody keeps: a model, with how and how often it is asked. */
export function SettingsTab() {
  const t = useTranslations('prompts');
  const units = useTranslations('common');
  const saved = useSaved('settings');
  const apply = useApplySettings();
  const now = toSavedSettings(getSettings());
  const spell = { seconds: (seconds: number) => units('secondsShort', { seconds }) };
  return (
    <SavedList
      kind="settings"
      saved={saved}
      describe={({ body }) => describeSettings(body, spell) || t('settings.nothing')}
      wish={{
        name: describeSettings(now, spell).slice(0, 60),
        save: (name) => saved.add({ kind: 'settings', name, body: now }),
      }}
      onUse={({ name, body }) => {
        closeDialog();
        apply(name, body);
      }}
      onChange={({ id }, name) => saved.change(id, { name })}
    />
  );
}
