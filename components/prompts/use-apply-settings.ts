import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { choicesOf, leftBehind } from '@/components/composer/to-create';
import { fillDraft, getSettings } from '@/components/studio/draft';
import { showToast } from '@/components/ui/toast';
import { modelOptions } from '@/lib/client/model-queries';
import type { SavedSettings } from '@/lib/prompts/wire';
import { toSavedSettings, toSettings } from './saved-settings';

/** Fills the form with settings that were kept, says what of them cannot be had now, and offers the way back. */
export function useApplySettings(): (name: string, saved: SavedSettings) => void {
  const t = useTranslations('prompts');
  const common = useTranslations('common');
  const composer = useTranslations('composer');
  const client = useQueryClient();

  /** What is sent in place of what was kept, in words. */
  function tellChanges(saved: SavedSettings): string {
    const models = client.getQueryData(modelOptions().queryKey)?.data ?? [];
    if (saved.model === null || models.length === 0) return '';
    const model = models.find(
      ({ id, firstframe }) => id === saved.model && firstframe.provider.id === saved.provider,
    );
    if (!model) return t('presets.noModel', { model: saved.model });
    const { narrowings } = choicesOf(model, getSettings());
    const spell = (value: string) => value.replace('x', '×');
    const changes = narrowings.map(
      ({ field, from, to }) => `${composer(field)} ${spell(from)} → ${spell(to)}`,
    );
    const { wishes, options } = leftBehind(model, { ...getSettings(), lastFrame: null, references: [] });
    const names = wishes.flatMap((wish) =>
      wish === 'lastFrame' || wish === 'references' ? [] : [composer(wish)],
    );
    const left = [...names, ...options];
    if (left.length > 0) changes.push(t('presets.left', { names: left.join(', ') }));
    return changes.length > 0 ? t('presets.changed', { changes: changes.join(', ') }) : '';
  }

  return (name, saved) => {
    const before = toSettings(toSavedSettings(getSettings()));
    fillDraft(toSettings(saved));
    const words = [t('presets.applied', { name }), tellChanges(saved)].filter(Boolean).join(' ');
    void showToast(words, { label: common('undo'), onClick: () => fillDraft(before) });
  };
}
