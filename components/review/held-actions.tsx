import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { ResumeButton } from '@/components/studio/resume-button';
import { ButtonLink } from '@/components/ui/button-link';
import { providersOptions } from '@/lib/client/provider-queries';
import type { Video } from '@/lib/jobs/wire';

/** What can be done about a provider that takes nothing: look after it, and, while it is held off, let it go on. */
export function HeldActions({ video }: { video: Video }) {
  const t = useTranslations('review');
  const { data: providers } = useQuery(providersOptions());
  const { provider } = video.firstframe;
  if (video.firstframe.error_code === 'daily_limit')
    return <ButtonLink href="/spending">{t('openLimit')}</ButtonLink>;
  const isHeld = providers?.data.find(({ id }) => id === provider.id)?.circuit !== undefined;
  return (
    <div className="flex flex-wrap gap-2">
      <ButtonLink href="/providers">{t('openProviders')}</ButtonLink>
      {isHeld && <ResumeButton provider={provider} />}
    </div>
  );
}
