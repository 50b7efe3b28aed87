import { Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { forgetPurged } from '@/components/offline/forget-purged';
import { Button } from '@/components/ui/button';
import { InlineConfirm } from '@/components/ui/inline-confirm';
import { showToast } from '@/components/ui/toast';
import { ApiError } from '@/lib/client/api';
import { emptyTrash } from '@/lib/client/change-video';

type EmptyTrashProps = {
  total: number;
  /** Called when it is over, however it ended. */
  onChanged: () => Promise<void>;
};

/** How far it is: `null` where nothing is under way. */
type Progress = { purged: number; of: number } | null;

/** Deletes for good all that lies in the trash, after a question, a piece at a time; it can be stopped on the way. */
export function EmptyTrash({ total, onChanged }: EmptyTrashProps) {
  const t = useTranslations('trash');
  const button = useRef<HTMLButtonElement>(null);
  const stopper = useRef<AbortController | null>(null);
  /** When it was asked: what comes in later is not what was counted (Unix seconds). */
  const [askedAt, setAskedAt] = useState<number | null>(null);
  const [progress, setProgress] = useState<Progress>(null);

  // Who leaves the page wants no more of it.
  useEffect(() => () => stopper.current?.abort(), []);

  function cancel() {
    setAskedAt(null);
    requestAnimationFrame(() => button.current?.focus());
  }

  async function empty(before: number) {
    const stop = new AbortController();
    stopper.current = stop;
    setAskedAt(null);
    let purged = 0;
    setProgress({ purged, of: total });
    try {
      for (;;) {
        const piece = await emptyTrash(before, stop.signal);
        purged += piece.purged;
        setProgress({ purged, of: purged + piece.remaining });
        if (piece.purged === 0 || piece.remaining === 0) break;
      }
      void showToast(t('emptied', { count: purged }));
    } catch (error) {
      if (error instanceof ApiError) void showToast(t('failedAction', { message: error.message }));
      else if (!stop.signal.aborted) throw error;
    } finally {
      // Also where it was stopped: what the last piece held nobody was told then.
      await forgetPurged('any');
      setProgress(null);
      await onChanged();
    }
  }

  if (progress) {
    const { purged, of } = progress;
    return (
      <div className="flex basis-full items-center gap-3 text-13">
        <progress
          aria-label={t('emptying')}
          value={purged}
          max={Math.max(1, of)}
          className="h-1 min-w-0 flex-1"
        />
        <span className="text-muted tabular-nums">{t('emptyingCount', { purged, of })}</span>
        <Button onClick={() => stopper.current?.abort()}>{t('stop')}</Button>
      </div>
    );
  }
  if (askedAt !== null) {
    return (
      <div className="basis-full">
        <InlineConfirm action={t('emptyNow')} onCancel={cancel} onConfirm={() => void empty(askedAt)}>
          {t('emptyQuestion', { count: total })}
        </InlineConfirm>
      </div>
    );
  }
  return (
    <Button ref={button} onClick={() => setAskedAt(Math.floor(Date.now() / 1_000))}>
      <Trash2 size={16} strokeWidth={1.5} aria-hidden />
      {t('emptyNow')}
    </Button>
  );
}
