import { X } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { IconButton } from './icon-button';

type DialogProps = {
  title: string;
  /** How wide it may grow; on a phone it is a sheet from the lower edge. */
  width?: 'narrow' | 'medium' | 'wide';
  /** Whether it is as tall as it may be from the beginning, so that nothing moves when what is in it grows. */
  isTall?: boolean;
  children: ReactNode;
  /** What is done with it, at its foot, always in sight. */
  footer?: ReactNode;
  onClose: () => void;
};

/**
 * Opens a dialog with the focus on the first thing that can be done in it, and not on what closes it, which Enter would
 * press.
 */
function begin(dialog: HTMLDialogElement, closer: HTMLElement, content: HTMLElement): void {
  closer.inert = true;
  dialog.showModal();
  closer.inert = false;
  const { activeElement: first } = document;
  content.scrollTop = 0;
  const { bottom } = content.getBoundingClientRect();
  const isFurtherDown = content.contains(first) && (first?.getBoundingClientRect().bottom ?? 0) > bottom;
  if (first !== dialog && !isFurtherDown) return;
  // What there is to read comes before it; from here its keys scroll.
  content.tabIndex = -1;
  content.focus();
}

const widths = { narrow: 'sm:max-w-[480px]', medium: 'sm:max-w-[720px]', wide: 'sm:max-w-[1040px]' };

/**
 * A dialog over the page: the browser's own, so that the page behind it is inert, Escape closes it, and the focus goes
 * back to where it came from.
 */
export function Dialog({ title, width = 'medium', isTall = false, children, footer, onClose }: DialogProps) {
  const t = useTranslations('common');
  const dialog = useRef<HTMLDialogElement>(null);
  const closer = useRef<HTMLButtonElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const titleId = useId();

  useLayoutEffect(() => {
    const { current: element } = dialog;
    if (element && !element.open && closer.current && content.current)
      begin(element, closer.current, content.current);
    // However it goes, it is closed before, since that is what gives the focus back.
    return () => element?.close();
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press beside it closes it; the keyboard has Escape.
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
      className={`m-auto mb-0 w-full max-w-full rounded-t-bar border border-line bg-panel p-0 pb-[env(safe-area-inset-bottom)] text-text sm:pb-0 shadow-raised backdrop:bg-veil sm:mb-auto sm:w-[calc(100%-2rem)] sm:rounded-bar ${widths[width]}`}
    >
      <div className={`flex max-h-[92dvh] flex-col ${isTall ? 'h-[54rem]' : ''}`}>
        <div className="flex items-center justify-between gap-4 border-line border-b py-2 pr-2 pl-4">
          <h2 id={titleId} className="font-medium text-16">
            {title}
          </h2>
          <IconButton ref={closer} label={t('close')} onClick={onClose}>
            <X size={16} strokeWidth={1.5} aria-hidden />
          </IconButton>
        </div>
        <div ref={content} className="min-h-0 flex-1 overflow-y-auto p-4 outline-none">
          {children}
        </div>
        {footer && (
          <div className="flex flex-wrap items-center justify-end gap-2 border-line border-t px-4 py-3">
            {footer}
          </div>
        )}
      </div>
    </dialog>
  );
}
