import { type ReactNode, useRef, useState } from 'react';
import { Button } from './button';
import { InlineConfirm } from './inline-confirm';
import { Trouble } from './trouble';
import { useAttempt } from './use-attempt';

type RemovableRowProps = {
  /** The id of the words in it that name it. */
  namedBy: string;
  /** The verb that ends it. */
  action: string;
  question: string;
  /** Ends it, and takes the row away. */
  onRemove: () => Promise<void>;
  children: ReactNode;
  className?: string;
};

/** A row of a list, and the way to end what it stands for. */
export function RemovableRow({
  namedBy,
  action,
  question,
  onRemove,
  children,
  className,
}: RemovableRowProps) {
  const [isAsking, setIsAsking] = useState(false);
  const { isBusy, refusal, attempt } = useAttempt();
  const button = useRef<HTMLButtonElement>(null);

  function cancel() {
    setIsAsking(false);
    requestAnimationFrame(() => button.current?.focus());
  }

  return (
    <li aria-labelledby={namedBy} className={`space-y-3 ${className}`}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        {children}
        {!isAsking && (
          <Button ref={button} aria-describedby={namedBy} onClick={() => setIsAsking(true)}>
            {action}
          </Button>
        )}
      </div>
      {isAsking && (
        <InlineConfirm action={action} isBusy={isBusy} onConfirm={() => attempt(onRemove)} onCancel={cancel}>
          {question}
        </InlineConfirm>
      )}
      <Trouble>{refusal?.text}</Trouble>
    </li>
  );
}
