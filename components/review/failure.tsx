import { useTranslations } from 'use-intl';
import { useVideoAction } from '@/components/gallery/use-video-action';
import { chargeOfVideo } from '@/components/studio/charge';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { late } from '@/components/ui/late';
import { isErrorCode } from '@/lib/errors';
import type { Video } from '@/lib/jobs/wire';
import { ChangeButton } from './change-button';
import { HeldActions } from './held-actions';
import { nextStepOf } from './next-step';

const UnsureWays = late(() => import('@/components/unsure/unsure-ways').then((module) => module.UnsureWays));

/**
 * What went wrong: in our words and the provider's, whether it cost something, what to do next, and the provider's whole
 * answer for whoever wants it.
 */
export function Failure({ video }: { video: Video }) {
  const t = useTranslations('review');
  const errors = useTranslations('errors');
  const charged = useTranslations('charged');
  const advice = useTranslations('advice');
  const gallery = useTranslations('gallery');
  const { act, isActing } = useVideoAction(video.id);
  const { error, firstframe } = video;
  const code = error?.code ?? (firstframe.step === 'unsure' ? 'submit_unconfirmed' : null);
  if (code === null) return null;
  const charge = chargeOfVideo(video);
  const words = firstframe.error_message;
  const step = nextStepOf(video);
  return (
    <section className="space-y-2 border-line border-b pb-4">
      <h2 className="font-medium text-13 text-muted">{t('why')}</h2>
      <p className={error ? 'text-failed' : 'text-unsure'}>{isErrorCode(code) ? errors(code) : words}</p>
      {/* With an answer they are the provider's words, without one our own. */}
      {words && (
        <p className="break-words text-13 text-muted">{firstframe.error_body ? `“${words}”` : words}</p>
      )}
      {charge && <p className="text-13">{charged(charge)}</p>}
      {isErrorCode(code) && <p className="text-13">{advice(code)}</p>}
      {step === 'providers' && <HeldActions video={video} />}
      {step === 'look' && <UnsureWays video={video} />}
      {step === 'change' && <ChangeButton video={video} />}
      {(step === 'ask-again' || step === 'retry') && (
        <Button disabled={isActing} onClick={() => act(step)}>
          {step === 'retry' ? gallery('retry') : t('askAgain')}
        </Button>
      )}
      {firstframe.error_body && (
        <details className="text-13">
          <summary className="w-fit cursor-pointer text-muted">{t('rawBody')}</summary>
          <div className="mt-2 flex items-start gap-1">
            <pre
              // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must reach what it hides.
              tabIndex={0}
              className="max-h-60 min-w-0 flex-1 overflow-auto whitespace-pre-wrap break-all rounded-control bg-raised p-3 font-mono"
            >
              {firstframe.error_body}
            </pre>
            <CopyButton label={t('copyBody')} text={firstframe.error_body} />
          </div>
        </details>
      )}
    </section>
  );
}
