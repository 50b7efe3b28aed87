import { useTranslations } from 'use-intl';
import { openDialog } from '@/components/studio/dialogs';
import { Button } from '@/components/ui/button';
import { useApplySettings } from './use-apply-settings';
import { useSaved } from './use-saved';

/** As many as fit into a row or two; the others are in the dialog. */
const mostShown = 6;

/** Settings that somebody keeps, each one press away. */
export function PresetRow() {
  const t = useTranslations('prompts');
  const { items } = useSaved('settings');
  const apply = useApplySettings();
  if (!items) return null;
  return (
    <fieldset>
      <legend className="mb-1 text-13 text-muted">{t('presets.label')}</legend>
      <div className="flex flex-wrap gap-2">
        {items.slice(0, mostShown).map(({ id, name, body }) => (
          <Button key={id} className="max-w-48" onClick={() => apply(name, body)}>
            <span className="truncate">{name}</span>
          </Button>
        ))}
        <Button look="bare" onClick={() => openDialog({ name: 'prompts', tab: 'settings' })}>
          {t(items.length === 0 ? 'presets.save' : 'presets.all')}
        </Button>
      </div>
    </fieldset>
  );
}
