import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button';

type InlineConfirmProps = {
  children: ReactNode;
  /** The verb that does it; `null` where it cannot be done now. */
  action: string | null;
  /** What the safe way out is called, where "Cancel" could mean the other one. */
  keep?: string;
  isBusy?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
};

/**
 * Asks once more, in the place where it was pressed. The safe way out has the focus, and Escape takes it; where it was not
 * done, the focus is on what may be pressed again.
 */
export function InlineConfirm({
  children,
  action,
  keep,
  isBusy = false,
  onConfirm,
  onCancel,
}: InlineConfirmProps) {
  const t = useTranslations('common');
  const cancel = useRef<HTMLButtonElement>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  const wasBusy = useRef(false);
  useEffect(() => cancel.current?.focus(), []);
  useEffect(() => {
    // Nothing that is disabled can have the focus; where it was given away meanwhile, it stays there.
    if (wasBusy.current && !isBusy && document.activeElement === document.body) confirm.current?.focus();
    wasBusy.current = isBusy;
  }, [isBusy]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    // What it stands in stays open.
    event.preventDefault();
    onCancel();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for Escape from the two buttons in it.
    <div
      onKeyDown={onKeyDown}
      className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-tile border border-line-strong bg-raised px-4 py-3 text-13"
    >
      <p className="min-w-0 flex-1 basis-64">{children}</p>
      <div className="flex flex-wrap gap-2">
        <Button ref={cancel} look="bare" disabled={isBusy} onClick={onCancel}>
          {action === null ? t('close') : (keep ?? t('cancel'))}
        </Button>
        {action !== null && (
          <Button
            ref={confirm}
            look="danger"
            className="border-line-strong"
            disabled={isBusy}
            onClick={onConfirm}
          >
            {action}
          </Button>
        )}
      </div>
    </div>
  );
}
