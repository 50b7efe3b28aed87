'use client';

import { useTranslations } from 'use-intl';
import { NewsSection } from '@/components/news/news-section';
import { SharingSection } from '@/components/share/sharing-section';
import { LanguageSwitch } from '@/components/studio/language-switch';
import { ThemeSwitch } from '@/components/studio/theme-switch';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader } from '@/components/ui/page-header';
import { PageLink } from '@/components/ui/page-link';
import { Toaster } from '@/components/ui/toast';
import { AccessSection } from './access-section';
import { ImproverSection } from './improver-section';
import { WebhooksSection } from './webhooks-section';

/** The settings page: a section for each thing that is set up once. */
export function SettingsPage() {
  const t = useTranslations('settings');
  return (
    <>
      <PageHeader title={t('title')} back={t('back')}>
        <LanguageSwitch />
        <ThemeSwitch />
      </PageHeader>
      <main className="mx-auto max-w-3xl space-y-10 px-3 py-6 sm:px-4">
        <section aria-labelledby="money" className="space-y-3">
          <h2 id="money" className="font-medium text-13 text-muted">
            {t('money')}
          </h2>
          <p className="text-13 text-muted">{t('moneyText')}</p>
          <ButtonLink href="/spending">{t('openSpending')}</ButtonLink>
        </section>
        <NewsSection />
        <AccessSection />
        <SharingSection />
        <WebhooksSection />
        <ImproverSection />
        <p className="text-13 text-muted">
          {t.rich('api', {
            link: (words) => (
              <PageLink href="/docs" className="text-text underline underline-offset-4">
                {words}
              </PageLink>
            ),
          })}
        </p>
      </main>
      <Toaster />
    </>
  );
}
