import { useTranslations } from 'use-intl';
import { chargeOfVideo } from '@/components/studio/charge';
import { PageLink } from '@/components/ui/page-link';
import { isErrorCode } from '@/lib/errors';
import type { Video } from '@/lib/jobs/wire';
import { CopyButton } from './copy-button';

/** Errors that are mended where providers are connected. */
const mendedAtProviders = new Set([
  'provider_auth',
  'provider_credit',
  'provider_unsupported',
  'unavailable',
]);

/**
 * What went wrong: in our words and the provider's, whether it cost something, what to do next, and the provider's whole
 * answer for whoever wants it.
 */
export function Failure({ video }: { video: Video }) {
  const t = useTranslations('review');
  const errors = useTranslations('errors');
  const charged = useTranslations('charged');
  const advice = useTranslations('advice');
  const { error, firstframe } = video;
  const code = error?.code ?? (firstframe.step === 'unsure' ? 'submit_unconfirmed' : null);
  if (code === null) return null;
  const charge = chargeOfVideo(video);
  const words = firstframe.error_message;
  return (
    <section className="space-y-2 border-line border-b pb-4">
      <h2 className="font-medium text-13 text-muted">{t('why')}</h2>
      <p className={error ? 'text-failed' : 'text-unsure'}>{isErrorCode(code) ? errors(code) : words}</p>
      {words && <p className="break-words text-13 text-muted">{words}</p>}
      {charge && <p className="text-13">{charged(charge)}</p>}
      {isErrorCode(code) && <p className="text-13">{advice(code)}</p>}
      {mendedAtProviders.has(code) && <PageLink href="/providers">{t('openProviders')}</PageLink>}
      {firstframe.error_body && (
        <details className="text-13">
          <summary className="w-fit cursor-pointer text-muted">{t('rawBody')}</summary>
          <div className="mt-2 flex items-start gap-1">
            <pre className="max-h-60 min-w-0 flex-1 overflow-auto whitespace-pre-wrap break-all rounded-control bg-raised p-3 font-mono">
              {firstframe.error_body}
            </pre>
            <CopyButton label={t('copyBody')} text={firstframe.error_body} />
          </div>
        </details>
      )}
    </section>
  );
}
