import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { FormField, inputLook } from '@/components/ui/form-field';
import { type PricedModel, removePrice, setPrice } from '@/lib/client/change-money';
import { modelOptions } from '@/lib/client/model-queries';
import { moneyKeys } from '@/lib/client/money-queries';
import type { Price } from '@/lib/jobs/price';
import { AmountInput } from './amount-input';
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
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const change = (changes: Partial<typeof fields>) => setFields({ ...fields, ...changes });
  const unit = fields.currency.trim().toUpperCase();

  // What was pressed is gone, and this has come in its place.
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  async function run(work: () => Promise<unknown>) {
    setIsBusy(true);
    setTrouble(null);
    try {
      await work();
      await Promise.all([
        client.invalidateQueries({ queryKey: modelOptions().queryKey }),
        client.invalidateQueries({ queryKey: moneyKeys.all }),
      ]);
      onDone();
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
      setIsBusy(false);
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const read = readPrice(fields);
    if ('fault' in read) setTrouble(t(`fault.${read.fault}`));
    else void run(() => setPrice(model, read.price));
  }

  return (
    <form ref={form} onSubmit={submit} noValidate className="space-y-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <FormField label={t('currency')} error={null}>
          {(ids) => (
            <input
              {...ids}
              value={fields.currency}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={3}
              onChange={(event) => change({ currency: event.target.value })}
              className={`${inputLook} h-9 max-w-24 uppercase pointer-coarse:h-10`}
            />
          )}
        </FormField>
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
      {trouble !== null && (
        <p role="alert" className="break-words text-13 text-failed">
          {trouble}
        </p>
      )}
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
