import type { Metadata } from 'next';
import { readLanguage } from '@/app/language';
import { ProvidersPage } from '@/components/providers/providers-page';
import en from '@/messages/en.json';
import zh from '@/messages/zh.json';

const messages = { en, zh };

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await readLanguage()].providers.documentTitle };
}

/** What is connected, and how to connect more. */
export default function Page() {
  return <ProvidersPage />;
}
