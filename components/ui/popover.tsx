import { type ReactNode, type ToggleEvent, useId, useRef, useState } from 'react';

type PopoverProps = {
  /** What it is called, for whoever cannot see what it hangs from. */
  label: string;
  /** What opens it: a button with these. */
  trigger: (props: {
    popoverTarget: string;
    'aria-haspopup': 'dialog';
    'aria-expanded': boolean;
  }) => ReactNode;
  /** Called when it opens. */
  onOpen?: () => void;
  /** What is in it, drawn only while it is open. */
  children: (close: () => void) => ReactNode;
};

/** How far it stays from what it hangs from. */
const gapPx = 6;
/** How far it stays from the edges of the window, and how wide it grows. */
const edgePx = 8;
const widthPx = 272;

/**
 * Something small that hangs from a button: the browser's own popover, so that it lies above everything, a press beside it
 * or Escape closes it, and the focus goes back to the button.
 */
export function Popover({ label, trigger, onOpen, children }: PopoverProps) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const popover = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);

  function place(event: ToggleEvent<HTMLDivElement>) {
    if (event.newState !== 'open' || !anchor.current) return;
    onOpen?.();
    const { left, bottom } = anchor.current.getBoundingClientRect();
    const { style } = event.currentTarget;
    const rightmost = document.documentElement.clientWidth - widthPx - edgePx;
    style.left = `${Math.max(edgePx, Math.min(left, rightmost))}px`;
    style.top = `${bottom + gapPx}px`;
    style.maxHeight = `calc(100dvh - ${bottom + gapPx + edgePx}px)`;
  }

  return (
    <span ref={anchor} className="inline-flex h-full">
      {trigger({ popoverTarget: id, 'aria-haspopup': 'dialog', 'aria-expanded': isOpen })}
      <div
        ref={popover}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        onBeforeToggle={place}
        onToggle={(event) => setIsOpen(event.newState === 'open')}
        style={{ width: widthPx }}
        className="fixed m-0 flex-col rounded-tile border border-line bg-panel p-1 text-text shadow-raised open:flex"
      >
        {isOpen && children(() => popover.current?.hidePopover())}
      </div>
    </span>
  );
}
