import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { ChoiceRow } from '@/components/ui/choice-row';
import { Trouble } from '@/components/ui/trouble';
import { useAttempt } from '@/components/ui/use-attempt';
import { liftDailyLimit, setDailyLimit } from '@/lib/client/change-money';
import { moneyKeys } from '@/lib/client/money-queries';
import type { DailyLimit } from '@/lib/jobs/price';
import { AmountInput } from './amount-input';
import { CurrencyField } from './currency-field';
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
  const { isBusy, refusal, attempt, refuse } = useAttempt();

  // What was pressed is gone, and this has come in its place.
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const run = (work: () => Promise<unknown>) =>
    attempt(async () => {
      await work();
      await client.invalidateQueries({ queryKey: moneyKeys.all });
      onDone();
    });

  function submit(event: FormEvent) {
    event.preventDefault();
    const [money, count] = [readAmount(amount), readAmount(videos)];
    if (money === null && count === null) return refuse(t('fault.limitEmpty'));
    if (Number.isNaN(money) || Number.isNaN(count) || (count ?? 0) % 1 !== 0)
      return refuse(t('fault.amount'));
    const code = currency.trim().toUpperCase();
    if (money !== null && !/^[A-Z]{3}$/.test(code)) return refuse(t('fault.currency'));
    void run(() =>
      setDailyLimit({ amount: money, currency: money === null ? null : code, videos: count, unpriced }),
    );
  }

  return (
    <form ref={form} onSubmit={submit} noValidate className="space-y-4 border-line border-t pt-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <AmountInput label={t('limitAmount')} value={amount} onChange={setAmount} />
        <CurrencyField value={currency} onChange={setCurrency} />
        <AmountInput label={t('limitCount')} isWhole value={videos} onChange={setVideos} />
      </div>
      <fieldset className="space-y-1">
        <legend className="mb-1.5 font-medium text-13">{t('unpriced')}</legend>
        {ways.map((way) => (
          <ChoiceRow
            key={way}
            isLong
            type="radio"
            name="unpriced"
            checked={unpriced === way}
            onChange={() => setUnpriced(way)}
          >
            {t(`unpricedWay.${way}`)}
          </ChoiceRow>
        ))}
      </fieldset>
      <Trouble>{refusal?.text}</Trouble>
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
