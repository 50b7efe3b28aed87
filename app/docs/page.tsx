import type { Metadata } from 'next';
import { readLanguage } from '@/app/language';
import { DocsPage } from '@/components/docs/docs-page';
import { openapiDocument } from '@/lib/openapi/document';
import en from '@/messages/en.json';
import zh from '@/messages/zh.json';

const messages = { en, zh };

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await readLanguage()].docs.documentTitle };
}

/** The studio's API, to be read. It is drawn here, on the server: what a browser gets is the page, not the document. */
export default async function Page() {
  return <DocsPage document={openapiDocument} words={messages[await readLanguage()].docs} />;
}
