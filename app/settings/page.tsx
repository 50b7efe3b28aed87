import type { Metadata } from 'next';
import { readLanguage } from '@/app/language';
import { SettingsPage } from '@/components/settings/settings-page';
import en from '@/messages/en.json';
import zh from '@/messages/zh.json';

const messages = { en, zh };

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await readLanguage()].settings.documentTitle };
}

/** Who may come in, and who is told. */
export default function Page() {
  return <SettingsPage />;
}
