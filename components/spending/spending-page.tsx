'use client';

import { useTranslations } from 'use-intl';
import { LanguageSwitch } from '@/components/studio/language-switch';
import { ThemeSwitch } from '@/components/studio/theme-switch';
import { PageHeader } from '@/components/ui/page-header';
import { LimitSection } from './limit-section';
import { PricesSection } from './prices-section';
import { TotalsSection } from './totals-section';

/** The spending page: what may be spent today, what was in a while, and what models cost. */
export function SpendingPage() {
  const t = useTranslations('spending');
  return (
    <>
      <PageHeader title={t('title')} back={t('back')}>
        <LanguageSwitch />
        <ThemeSwitch />
      </PageHeader>
      <main className="mx-auto max-w-3xl space-y-10 px-3 py-6 sm:px-4">
        <LimitSection />
        <TotalsSection />
        <PricesSection />
      </main>
    </>
  );
}
