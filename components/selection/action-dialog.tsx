import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';

type ActionDialogProps = {
  title: string;
  /** The verb that does it. */
  action: string;
  canAct: boolean;
  /** Does it, until `gone` says that the dialog was closed meanwhile. @returns whether nothing is left to do here */
  onAct: (gone: AbortSignal) => Promise<boolean>;
  onClose: () => void;
  children: ReactNode;
};

/** What is to be done with some videos, and the way out. */
export function ActionDialog({ title, action, canAct, onAct, onClose, children }: ActionDialogProps) {
  const common = useTranslations('common');
  const acting = useRef<AbortController | null>(null);
  useEffect(() => () => acting.current?.abort(), []);

  async function act(): Promise<void> {
    const controller = new AbortController();
    acting.current = controller;
    const isDone = await onAct(controller.signal);
    // By then another dialog may be open, which is not ours to close.
    if (isDone && !controller.signal.aborted) onClose();
  }

  return (
    <Dialog
      title={title}
      width="narrow"
      onClose={onClose}
      footer={
        <>
          <Button look="bare" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button look="primary" disabled={!canAct} onClick={act}>
            {action}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
