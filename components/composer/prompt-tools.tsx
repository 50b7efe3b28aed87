import { useQuery } from '@tanstack/react-query';
import { History, Redo2, Undo2, WandSparkles } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { SendProject } from '@/components/find/send-project';
import { openDialog } from '@/components/studio/dialogs';
import { useDraft } from '@/components/studio/draft';
import { IconButton } from '@/components/ui/icon-button';
import { improverOptions } from '@/lib/client/prompt-queries';
import { usePromptEdits } from './use-prompt-edits';
import { useRecall } from './use-recall';

type PromptToolsProps = { field: RefObject<HTMLTextAreaElement | null> };

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** What helps with the words: those that were sent or kept, a better wording, and the way back. */
export function PromptTools({ field }: PromptToolsProps) {
  const t = useTranslations('prompts');
  const { canUndo, canRedo, undo, redo } = usePromptEdits(field);
  useRecall(field);
  const { data: improver } = useQuery(improverOptions());
  const isBlank = useDraft(({ prompt }) => prompt.trim() === '');

  return (
    <>
      <IconButton label={t('open')} onClick={() => openDialog({ name: 'prompts' })}>
        <History {...icon} />
      </IconButton>
      {improver?.is_set_up && (
        <IconButton
          label={t('improve.open')}
          disabled={isBlank}
          onClick={() => openDialog({ name: 'improve' })}
        >
          <WandSparkles {...icon} />
        </IconButton>
      )}
      {(canUndo || canRedo) && (
        <>
          <IconButton label={t('undo')} disabled={!canUndo} onClick={undo}>
            <Undo2 {...icon} />
          </IconButton>
          <IconButton label={t('redo')} disabled={!canRedo} onClick={redo}>
            <Redo2 {...icon} />
          </IconButton>
        </>
      )}
      <SendProject />
    </>
  );
}
