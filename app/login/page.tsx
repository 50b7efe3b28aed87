import type { Metadata } from 'next';
import { readLanguage } from '@/app/language';
import { LoginPage } from '@/components/login/login-page';
import en from '@/messages/en.json';
import zh from '@/messages/zh.json';

const messages = { en, zh };

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await readLanguage()].login.documentTitle };
}

/** Where people show the access token, once. */
export default function Page() {
  return <LoginPage />;
}
