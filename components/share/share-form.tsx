import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { ChoiceRow } from '@/components/ui/choice-row';
import { inputLook } from '@/components/ui/form-field';
import { Trouble } from '@/components/ui/trouble';
import { useAttempt } from '@/components/ui/use-attempt';
import { createShare } from '@/lib/client/share-queries';
import type { NewShare } from '@/lib/shares/wire';

type ShareFormProps = { videoIds: readonly string[]; onMade: (share: NewShare) => Promise<void> };

const daysOffered = [1, 7, 30] as const;
const longestDays = 365;
const dayInSeconds = 24 * 3_600;

/** How long a link works, and what its page shows besides the videos. */
export function ShareForm({ videoIds, onMade }: ShareFormProps) {
  const t = useTranslations('share');
  const group = useId();
  const [days, setDays] = useState<number | 'custom'>(7);
  const [customDays, setCustomDays] = useState('14');
  const [showsPrompt, setShowsPrompt] = useState(false);
  const [allowsDownload, setAllowsDownload] = useState(false);
  const { isBusy, refusal, attempt } = useAttempt();

  function submit(event: FormEvent) {
    event.preventDefault();
    const seconds = (days === 'custom' ? Number(customDays) : days) * dayInSeconds;
    const wish = { video_ids: videoIds, show_prompt: showsPrompt, allow_download: allowsDownload };
    void attempt(async () => onMade(await createShare({ ...wish, expires_in: seconds })));
  }

  return (
    <form onSubmit={submit} className="space-y-4">
      <fieldset>
        <legend className="mb-1.5 font-medium text-13">{t('expiry')}</legend>
        <div className="flex flex-wrap items-center gap-x-5">
          {daysOffered.map((offered) => (
            <ChoiceRow
              key={offered}
              type="radio"
              name={group}
              checked={days === offered}
              onChange={() => setDays(offered)}
            >
              {t('days', { count: offered })}
            </ChoiceRow>
          ))}
          <ChoiceRow type="radio" name={group} checked={days === 'custom'} onChange={() => setDays('custom')}>
            {t('custom')}
          </ChoiceRow>
          {days === 'custom' && (
            <label className="flex min-h-8 cursor-pointer items-center gap-2 text-14 pointer-coarse:min-h-10">
              <input
                type="number"
                required
                min={1}
                max={longestDays}
                step={1}
                value={customDays}
                onChange={(event) => setCustomDays(event.target.value)}
                aria-label={t('customLabel')}
                className={`${inputLook} h-8 w-20 pointer-coarse:h-10`}
              />
              <span aria-hidden>{t('daysUnit')}</span>
            </label>
          )}
        </div>
      </fieldset>
      <fieldset>
        <legend className="mb-1.5 font-medium text-13">{t('shows')}</legend>
        <ChoiceRow
          type="checkbox"
          checked={showsPrompt}
          onChange={(event) => setShowsPrompt(event.target.checked)}
        >
          {t('showPrompt')}
        </ChoiceRow>
        <ChoiceRow
          type="checkbox"
          checked={allowsDownload}
          onChange={(event) => setAllowsDownload(event.target.checked)}
        >
          {t('allowDownload')}
        </ChoiceRow>
      </fieldset>
      <Trouble>{refusal?.text}</Trouble>
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={isBusy}>
          {t(isBusy ? 'making' : 'make')}
        </Button>
      </div>
    </form>
  );
}
