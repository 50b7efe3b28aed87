import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';

type ActionDialogProps = {
  title: string;
  /** The verb that does it. */
  action: string;
  canAct: boolean;
  onAct: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
};

/** What is to be done with some videos, and the way out. */
export function ActionDialog({ title, action, canAct, onAct, onClose, children }: ActionDialogProps) {
  const common = useTranslations('common');
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
          <Button look="primary" disabled={!canAct} onClick={onAct}>
            {action}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
