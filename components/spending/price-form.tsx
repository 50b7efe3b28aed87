import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Trouble } from '@/components/ui/trouble';
import { useAttempt } from '@/components/ui/use-attempt';
import { type PricedModel, removePrice, setPrice } from '@/lib/client/change-money';
import { modelOptions } from '@/lib/client/model-queries';
import { moneyKeys } from '@/lib/client/money-queries';
import type { Price } from '@/lib/jobs/price';
import { AmountInput } from './amount-input';
import { CurrencyField } from './currency-field';
import { readPrice, toFields } from './price-fields';

type PriceFormProps = {
  model: PricedModel;
  price: Price | null;
  /** Whether a person has set it, so that there may be another one to go back to. */
  isSet: boolean;
  sizes: readonly string[];
  onDone: () => void;
};

/** What a model costs, to be said or corrected. */
export function PriceForm({ model, price, isSet, sizes, onDone }: PriceFormProps) {
  const t = useTranslations('spending');
  const common = useTranslations('common');
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [fields, setFields] = useState(() => toFields(price, sizes));
  const { isBusy, refusal, attempt, refuse } = useAttempt();
  const change = (changes: Partial<typeof fields>) => setFields({ ...fields, ...changes });
  const unit = fields.currency.trim().toUpperCase();

  // What was pressed is gone, and this has come in its place.
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const run = (work: () => Promise<unknown>) =>
    attempt(async () => {
      await work();
      await Promise.all([
        client.invalidateQueries({ queryKey: modelOptions().queryKey }),
        client.invalidateQueries({ queryKey: moneyKeys.all }),
      ]);
      onDone();
    });

  function submit(event: FormEvent) {
    event.preventDefault();
    const read = readPrice(fields);
    if ('fault' in read) refuse(t(`fault.${read.fault}`));
    else void run(() => setPrice(model, read.price));
  }

  return (
    <form ref={form} onSubmit={submit} noValidate className="space-y-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <CurrencyField value={fields.currency} onChange={(currency) => change({ currency })} />
        <AmountInput
          label={t('bySecond')}
          value={fields.perSecond}
          unit={unit}
          onChange={(perSecond) => change({ perSecond })}
        />
        <AmountInput
          label={t('byVideo')}
          value={fields.perVideo}
          unit={unit}
          onChange={(perVideo) => change({ perVideo })}
        />
      </div>
      {Object.keys(fields.bySize).length > 0 && (
        <details open={Object.values(fields.bySize).some((text) => text !== '') || undefined}>
          <summary className="w-fit cursor-pointer text-13 text-muted">{t('bySize')}</summary>
          <div className="mt-3 grid gap-4 sm:grid-cols-2">
            {Object.entries(fields.bySize).map(([size, text]) => (
              <AmountInput
                key={size}
                label={size.replace('x', '×')}
                value={text}
                unit={unit}
                onChange={(typed) => change({ bySize: { ...fields.bySize, [size]: typed } })}
              />
            ))}
          </div>
        </details>
      )}
      <Trouble>{refusal?.text}</Trouble>
      <div className="flex flex-wrap justify-end gap-2">
        {isSet && (
          <Button
            look="bare"
            disabled={isBusy}
            className="mr-auto"
            onClick={() => run(() => removePrice(model))}
          >
            {t('forget')}
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
