import { useQuery } from '@tanstack/react-query';
import { ArrowUp } from 'lucide-react';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import { findModel } from '@/components/composer/narrow-choices';
import { findEmptySlot } from '@/components/composer/prompt-slots';
import { RefusalNote } from '@/components/composer/refusal-note';
import { faultOfMetadata } from '@/components/composer/to-create';
import type { DialogPart } from '@/components/studio/dialogs-shown';
import { useDraft } from '@/components/studio/draft';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { modelOptions } from '@/lib/client/model-queries';
import { maximumBatch } from '@/lib/jobs/job';
import { formatPrice } from '@/lib/jobs/price';
import type { Model } from '@/lib/providers/wire';
import { LimitWords } from './limit-words';
import { MatrixAxes } from './matrix-axes';
import { MatrixRows } from './matrix-rows';
import { useMatrix } from './use-matrix';
import { useSendBatch } from './use-send-batch';

/** Beyond it the figure says nothing more to anybody. */
const countable = 1_000_000;

function Matrix({ model, onClose }: { model: Model; onClose: () => void }) {
  const t = useTranslations('matrix');
  const compose = useTranslations('composer');
  const format = useFormatter();
  const language = useLocale();
  const metadata = useDraft((draft) => draft.metadata);
  const emptySlot = useDraft(({ prompt, slotValues }) => findEmptySlot(prompt, slotValues));
  const matrix = useMatrix(model);
  const { count, rows, duplicates, chosen, total } = matrix;
  const { send, isSending, refusal, clearRefusal } = useSendBatch({
    sent: (sent) => t('sent', { count: sent }),
    notSent: (message) => t('notSent', { message }),
  });
  const isTooMany = count > maximumBatch;
  const isMetadataWrong = model.firstframe.metadata && faultOfMetadata(metadata) !== null;
  const missing = findMissing();

  /** Why nothing of it can be sent as it is. */
  function findMissing(): string | null {
    if (emptySlot !== null) return t('emptySlot', { slot: emptySlot });
    return isMetadataWrong ? compose('needsMetadata') : null;
  }

  const cannot = rows.filter(({ faults }) => faults.length > 0).length;
  const leftOut = rows.length - cannot - chosen.length;

  const prices = total.amounts.map(({ micros, currency }) => formatPrice(micros, currency, language));
  const facts = [
    prices.length > 0 && compose('price', { price: prices.join(' + ') }),
    total.free > 0 && compose('free'),
    total.unknown > 0 && t(prices.length > 0 ? 'someUnknown' : 'allUnknown', { count: total.unknown }),
    leftOut > 0 && t('leftOut', { count: leftOut }),
    cannot > 0 && t('cannot', { count: cannot }),
    duplicates > 0 && t('duplicates', { count: duplicates }),
  ].filter(Boolean);

  async function press() {
    if (await send(model, chosen)) onClose();
  }

  return (
    <Dialog
      title={t('title')}
      width="wide"
      onClose={onClose}
      footer={
        <>
          <p aria-live="polite" className="mr-auto min-w-0 text-13 text-muted tabular-nums">
            {missing ?? facts.join(' · ')}
          </p>
          <Button
            look="primary"
            disabled={chosen.length === 0 || isSending || missing !== null}
            onClick={() => void press()}
          >
            <ArrowUp size={16} strokeWidth={2} aria-hidden />
            {isSending ? compose('sending') : t('send', { count: chosen.length })}
          </Button>
        </>
      }
    >
      <div className="space-y-5">
        {refusal && <RefusalNote refusal={refusal} onDismiss={clearRefusal} />}
        <LimitWords total={total} count={chosen.length} />
        <MatrixAxes model={model} choice={matrix.choice} onChoose={matrix.choose} />
        {isTooMany ? (
          <p role="alert" className="text-13 text-unsure">
            {t(count > countable ? 'farTooMany' : 'tooMany', {
              count: format.number(Math.min(count, countable)),
              most: format.number(maximumBatch),
            })}
          </p>
        ) : (
          rows.length > 0 && (
            <MatrixRows
              rows={rows}
              leftOut={matrix.leftOut}
              priceOf={matrix.priceOf}
              onToggle={matrix.toggle}
            />
          )
        )}
      </div>
    </Dialog>
  );
}

/** Many videos from one draft: what is multiplied, the table of it with what it costs, and one button. */
export function MatrixDialog({ onClose }: DialogPart<'matrix'>) {
  const draft = useDraft((whole) => whole);
  const { data: models } = useQuery(modelOptions());
  const model = models ? findModel(models.data, draft) : null;
  return model && <Matrix model={model} onClose={onClose} />;
}
