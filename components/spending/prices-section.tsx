import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { inputLook } from '@/components/ui/form-field';
import { modelOptions } from '@/lib/client/model-queries';
import { pricesOptions } from '@/lib/client/money-queries';
import type { Price } from '@/lib/jobs/price';
import { PriceForm } from './price-form';
import { PriceWords } from './price-words';

type Row = {
  key: string;
  provider: { id: string; label: string };
  model: string;
  price: Price | null;
  source: 'dialect' | 'studio' | null;
  sizes: readonly string[];
};

/** With more than these, one wants to look for a name. */
const fewRows = 8;

function PriceRow({ row }: { row: Row }) {
  const t = useTranslations('spending');
  const [isEditing, setIsEditing] = useState(false);
  const editButton = useRef<HTMLButtonElement>(null);
  const { provider, model, price, source, sizes } = row;
  return (
    <li className="space-y-4 px-4 py-3">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0 text-13">
          <p className="break-words text-14">
            {model} <span className="text-13 text-muted">· {provider.label}</span>
          </p>
          <p className="break-words text-muted">
            <PriceWords price={price} /> {source && <>· {t(`source.${source}`)}</>}
          </p>
        </div>
        {!isEditing && (
          <Button
            ref={editButton}
            aria-label={t(price ? 'editOf' : 'setOf', { model })}
            onClick={() => setIsEditing(true)}
          >
            {t(price ? 'edit' : 'set')}
          </Button>
        )}
      </div>
      {isEditing && (
        <PriceForm
          model={{ provider: provider.id, model }}
          price={price}
          isSet={source === 'studio'}
          sizes={sizes}
          onDone={() => {
            setIsEditing(false);
            requestAnimationFrame(() => editButton.current?.focus());
          }}
        />
      )}
    </li>
  );
}

/** What each model costs, who says so, and the way to say otherwise. */
export function PricesSection() {
  const t = useTranslations('spending');
  const { data: models } = useQuery(modelOptions());
  const { data: prices } = useQuery(pricesOptions());
  const [wanted, setWanted] = useState('');
  if (!models || !prices) return null;

  const listed: Row[] = models.data
    .filter(({ firstframe }) => !firstframe.provider.is_demo)
    .map(({ id, firstframe: { provider, price, sizes } }) => ({
      key: `${provider.id}\n${id}`,
      provider,
      model: id,
      price,
      source: price?.source ?? null,
      sizes,
    }));
  const known = new Set(listed.map(({ key }) => key));
  // A model whose provider does not list it, or not now, keeps its price.
  const others: Row[] = prices.data
    .map(({ provider, model, price }) => ({
      key: `${provider}\n${model}`,
      provider: { id: provider, label: provider },
      model,
      price,
      source: 'studio' as const,
      sizes: [],
    }))
    .filter(({ key }) => !known.has(key));
  const rows = [...listed, ...others];
  const shown = rows.filter(({ model, provider }) =>
    `${model} ${provider.label}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );

  return (
    <section aria-labelledby="prices" className="space-y-3">
      <h2 id="prices" className="font-medium text-13 text-muted">
        {t('pricesTitle')}
      </h2>
      <p className="text-13 text-muted">{t(rows.length > 0 ? 'pricesText' : 'noModels')}</p>
      {rows.length > fewRows && (
        <input
          type="search"
          aria-label={t('find')}
          placeholder={t('find')}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          className={`${inputLook} h-9 pointer-coarse:h-10`}
        />
      )}
      {shown.length > 0 && (
        <ul className="divide-y divide-line rounded-tile border border-line bg-panel">
          {shown.map((row) => (
            <PriceRow key={row.key} row={row} />
          ))}
        </ul>
      )}
    </section>
  );
}
