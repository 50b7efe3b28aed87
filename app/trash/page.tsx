import type { Metadata } from 'next';
import { readLanguage } from '@/app/language';
import { TrashPage } from '@/components/trash/trash-page';
import en from '@/messages/en.json';
import zh from '@/messages/zh.json';

const messages = { en, zh };

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await readLanguage()].trash.documentTitle };
}

/** What was deleted and can still be brought back. */
export default function Page() {
  return <TrashPage />;
}
