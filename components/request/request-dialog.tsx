import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { findModel } from '@/components/composer/narrow-choices';
import { getRefusal } from '@/components/composer/refusal';
import { toCreate } from '@/components/composer/to-create';
import { withFittedImages } from '@/components/composer/with-fitted-images';
import type { DialogPart } from '@/components/studio/dialogs-shown';
import { getDraft } from '@/components/studio/draft';
import { Dialog } from '@/components/ui/dialog';
import { modelOptions } from '@/lib/client/model-queries';
import { findSentRequest, previewRequest } from '@/lib/client/request-queries';
import type { Model } from '@/lib/providers/wire';
import { RequestView } from './request-view';

type Of = DialogPart<'request'>['of'];

/** Asks for what would be sent, or was. A draft is taken as it is when the dialog opens. */
async function load(of: Of, models: readonly Model[], signal: AbortSignal) {
  if (typeof of === 'object') return findSentRequest(of.videoId, signal);
  const draft = (of === 'refused' ? getRefusal()?.draft : null) ?? getDraft();
  const model = findModel(models, draft);
  return model && previewRequest(await withFittedImages(toCreate(model, draft)), signal);
}

/** Exactly what goes to the provider for the draft, or what went there. */
export function RequestDialog({ of, onClose }: DialogPart<'request'>) {
  const t = useTranslations('request');
  const needsModel = useTranslations('composer')('needsModel');
  const format = useFormatter();
  const { data: models } = useQuery(modelOptions());
  const { data, error, isPending } = useQuery({
    queryKey: ['request', of],
    queryFn: ({ signal }) => load(of, models?.data ?? [], signal),
    enabled: models !== undefined,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const refusal = of === 'refused' ? getRefusal() : null;
  const sentAt = refusal?.at ?? (data?.sent_at ? data.sent_at * 1_000 : null);
  const time = sentAt === null ? '' : format.dateTime(sentAt, { dateStyle: 'medium', timeStyle: 'medium' });
  const words = () => {
    if (refusal) return t('wasSentAgain', { time });
    return sentAt === null ? t('willBeSent') : t('wasSent', { time });
  };

  return (
    <Dialog title={t(sentAt === null ? 'title' : 'titleSent')} width="wide" onClose={onClose}>
      {isPending && (
        <p role="status" className="text-muted">
          {t('loading')}
        </p>
      )}
      {error && (
        <p role="alert" className="break-words">
          <span className="text-failed">{t('failed')}</span>{' '}
          <span className="text-muted">{error.message}</span>
        </p>
      )}
      {data === null && <p className="text-muted">{needsModel}</p>}
      {data && (
        <>
          <p className="mb-4 text-13 text-muted">{words()}</p>
          <RequestView view={data} />
        </>
      )}
    </Dialog>
  );
}
