import type { Metadata } from 'next';
import { readLanguage } from '@/app/language';
import { SharedPage } from '@/components/share/shared-page';
import en from '@/messages/en.json';
import zh from '@/messages/zh.json';

const messages = { en, zh };

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await readLanguage()].shared.documentTitle, robots: 'noindex, nofollow' };
}

/** What a link shows to whoever has it. */
export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return <SharedPage token={token} />;
}
