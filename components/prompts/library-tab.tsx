import { useTranslations } from 'use-intl';
import { getDraft } from '@/components/studio/draft';
import { fillPrompt } from './fill-prompt';
import { nameFor } from './name-for';
import { SavedList } from './saved-list';
import { useSaved } from './use-saved';

/** The prompts that somebody keeps, with or without slots. */
export function LibraryTab() {
  const t = useTranslations('prompts');
  const saved = useSaved('prompt');
  const { prompt } = getDraft();
  return (
    <SavedList
      kind="prompt"
      saved={saved}
      describe={({ body }) => body.prompt}
      promptOf={({ body }) => body.prompt}
      wish={
        prompt.trim() === ''
          ? null
          : {
              name: nameFor(prompt),
              save: (name) => saved.add({ kind: 'prompt', name, body: { prompt } }),
            }
      }
      onUse={({ body }) => fillPrompt(body.prompt)}
      onChange={({ id }, name, words) => saved.change(id, { name, body: { prompt: words } })}
      notes={<p className="mt-4 text-13 text-muted">{t('prompt.slots')}</p>}
    />
  );
}
