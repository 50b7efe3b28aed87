'use client';

import { LanguageSwitch } from '@/components/studio/language-switch';
import { ThemeSwitch } from '@/components/studio/theme-switch';
import { PageHeader } from '@/components/ui/page-header';

/** The head of the page, the one part of it that a browser has to do something for. */
export function DocsHeader({ title, back }: { title: string; back: string }) {
  return (
    <PageHeader title={title} back={back}>
      <LanguageSwitch />
      <ThemeSwitch />
    </PageHeader>
  );
}
