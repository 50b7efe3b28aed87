import type { Metadata } from 'next';
import { readLanguage } from '@/app/language';
import { SpendingPage } from '@/components/spending/spending-page';
import en from '@/messages/en.json';
import zh from '@/messages/zh.json';

const messages = { en, zh };

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await readLanguage()].spending.documentTitle };
}

/** What was spent, what may be, and what models cost. */
export default function Page() {
  return <SpendingPage />;
}
