import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { findModel } from '@/components/composer/narrow-choices';
import { toCreate } from '@/components/composer/to-create';
import { useEstimate } from '@/components/composer/use-estimate';
import type { DialogPart } from '@/components/studio/dialogs-shown';
import { useDraft } from '@/components/studio/draft';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Dialog } from '@/components/ui/dialog';
import { modelOptions } from '@/lib/client/model-queries';
import { formatPrice, ratesOf } from '@/lib/jobs/price';
import type { Model } from '@/lib/providers/wire';
import { LimitLine } from './limit-line';
import { PriceForm } from './price-form';
import { PriceWords } from './price-words';

/** How the price of what is in the composer is made up: `4 s × 0.10 USD × 3 takes`. */
function Sum({ model }: { model: Model }) {
  const t = useTranslations('spending');
  const language = useLocale();
  const draft = useDraft((whole) => whole);
  const { estimate } = useEstimate(model, draft);
  const { price, provider } = model.firstframe;
  if (provider.is_demo) return <p>{t('demoFree')}</p>;
  if (!price) return <p>{t('unknownText')}</p>;
  const { size, seconds, takes } = toCreate(model, draft);
  if (estimate?.kind !== 'known') return <p>{t('lengthUnknown')}</p>;
  const { perSecond, perVideo } = ratesOf(price, size);
  const money = (micros: number) => formatPrice(micros, price.currency, language);
  const each = [
    perSecond !== null && t('secondsTimes', { seconds: seconds ?? 0, price: money(perSecond) }),
    perVideo !== null && t('perVideo', { price: money(perVideo) }),
  ].filter(Boolean);
  const whole = each.length > 1 && takes > 1 ? `(${each.join(' + ')})` : each.join(' + ');
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 tabular-nums">
      <span className="text-muted">
        {whole}
        {takes > 1 && ` × ${t('takes', { takes })}`} =
      </span>
      <span className="font-medium text-20">{money(estimate.micros)}</span>
    </p>
  );
}

/** What the send will cost, why, and the way to say otherwise. */
export function PriceDialog({ onClose }: DialogPart<'price'>) {
  const t = useTranslations('spending');
  const { data: models } = useQuery(modelOptions());
  const draft = useDraft((whole) => whole);
  const model = models ? findModel(models.data, draft) : null;
  const price = model?.firstframe.price ?? null;
  const [isEditing, setIsEditing] = useState(false);
  const editButton = useRef<HTMLButtonElement>(null);
  if (!model) return null;
  const { provider, sizes } = model.firstframe;

  return (
    <Dialog
      title={t('priceTitle')}
      width="narrow"
      onClose={onClose}
      footer={<ButtonLink href="/spending">{t('open')}</ButtonLink>}
    >
      <div className="space-y-4 text-14">
        <Sum model={model} />
        {!provider.is_demo && (
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-13">
            <dt className="text-muted">{t('model')}</dt>
            <dd className="break-words">
              {model.id} <span className="text-muted">· {provider.label}</span>
            </dd>
            <dt className="text-muted">{t('price')}</dt>
            <dd>
              <PriceWords price={price} />{' '}
              {price && <span className="text-muted">· {t(`source.${price.source}`)}</span>}
            </dd>
          </dl>
        )}
        {!provider.is_demo && !isEditing && (
          <Button ref={editButton} onClick={() => setIsEditing(true)}>
            {t(price ? 'edit' : 'set')}
          </Button>
        )}
        {isEditing && (
          <PriceForm
            model={{ provider: provider.id, model: model.id }}
            price={price}
            isSet={price?.source === 'studio'}
            sizes={sizes}
            onDone={() => {
              setIsEditing(false);
              requestAnimationFrame(() => editButton.current?.focus());
            }}
          />
        )}
        {!provider.is_demo && <p className="text-13 text-muted">{t('estimateText')}</p>}
        <LimitLine />
      </div>
    </Dialog>
  );
}
