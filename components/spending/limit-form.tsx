import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { FormField, inputLook } from '@/components/ui/form-field';
import { liftDailyLimit, setDailyLimit } from '@/lib/client/change-money';
import { moneyKeys } from '@/lib/client/money-queries';
import type { DailyLimit } from '@/lib/jobs/price';
import { AmountInput } from './amount-input';
import { readAmount } from './price-fields';

const ways = ['pass', 'stop'] as const;

const spell = (figure: number | null | undefined) =>
  figure === null || figure === undefined ? '' : String(figure);

/** What may be spent in a day: an amount, a number of videos, or both. */
export function LimitForm({ limit, onDone }: { limit: DailyLimit | null; onDone: () => void }) {
  const t = useTranslations('spending');
  const common = useTranslations('common');
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [amount, setAmount] = useState(spell(limit?.amount));
  const [currency, setCurrency] = useState(limit?.currency ?? 'USD');
  const [videos, setVideos] = useState(spell(limit?.videos));
  const [unpriced, setUnpriced] = useState(limit?.unpriced ?? 'pass');
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  // What was pressed is gone, and this has come in its place.
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  async function run(work: () => Promise<unknown>) {
    setIsBusy(true);
    setTrouble(null);
    try {
      await work();
      await client.invalidateQueries({ queryKey: moneyKeys.all });
      onDone();
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
      setIsBusy(false);
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const [money, count] = [readAmount(amount), readAmount(videos)];
    if (money === null && count === null) return setTrouble(t('fault.limitEmpty'));
    if (Number.isNaN(money) || Number.isNaN(count) || (count ?? 0) % 1 !== 0)
      return setTrouble(t('fault.amount'));
    const code = currency.trim().toUpperCase();
    if (money !== null && !/^[A-Z]{3}$/.test(code)) return setTrouble(t('fault.currency'));
    void run(() =>
      setDailyLimit({ amount: money, currency: money === null ? null : code, videos: count, unpriced }),
    );
  }

  return (
    <form ref={form} onSubmit={submit} noValidate className="space-y-4 border-line border-t pt-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <AmountInput label={t('limitAmount')} value={amount} onChange={setAmount} />
        <FormField label={t('currency')} error={null}>
          {(ids) => (
            <input
              {...ids}
              value={currency}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={3}
              onChange={(event) => setCurrency(event.target.value)}
              className={`${inputLook} h-9 max-w-24 uppercase pointer-coarse:h-10`}
            />
          )}
        </FormField>
        <AmountInput label={t('limitCount')} isWhole value={videos} onChange={setVideos} />
      </div>
      <fieldset className="space-y-1">
        <legend className="mb-1.5 font-medium text-13">{t('unpriced')}</legend>
        {ways.map((way) => (
          <label
            key={way}
            className="flex min-h-8 cursor-pointer items-start gap-2 py-1 text-14 pointer-coarse:min-h-10"
          >
            <input
              type="radio"
              name="unpriced"
              checked={unpriced === way}
              onChange={() => setUnpriced(way)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            {t(`unpricedWay.${way}`)}
          </label>
        ))}
      </fieldset>
      {trouble !== null && (
        <p role="alert" className="break-words text-13 text-failed">
          {trouble}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        {limit && (
          <Button look="bare" disabled={isBusy} className="mr-auto" onClick={() => run(liftDailyLimit)}>
            {t('lift')}
          </Button>
        )}
        <Button look="bare" disabled={isBusy} onClick={onDone}>
          {common('cancel')}
        </Button>
        <Button type="submit" look="primary" disabled={isBusy}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
