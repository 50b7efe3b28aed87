import { readLanguage } from '@/app/language';
import en from '@/messages/en.json';
import zh from '@/messages/zh.json';

const messages = { en, zh };

/** What stands at an address that leads nowhere. */
export default async function NotFound() {
  const words = messages[await readLanguage()].notFound;
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-3 px-4">
      <h1 className="font-semibold text-20 tracking-tight">{words.title}</h1>
      <p className="text-14 text-muted">{words.text}</p>
      <p>
        <a href="/" className="text-14 text-accent-strong underline underline-offset-4">
          {words.back}
        </a>
      </p>
    </main>
  );
}
