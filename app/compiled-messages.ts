import 'server-only';
import compile from 'icu-minify/compile';
import en from '@/messages/en.json';
import zh from '@/messages/zh.json';
import type { Language } from './language';

type Messages = { [key: string]: string | Messages };
export type CompiledMessages = { [key: string]: ReturnType<typeof compile> | CompiledMessages };

function compileAll(messages: Messages): CompiledMessages {
  return Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [
      key,
      typeof message === 'string' ? compile(message) : compileAll(message),
    ]),
  );
}

/** The page of the API is drawn on the server, so that no other page has to bring its words along. */
function withoutServersOwn({ docs: _docs, ...messages }: typeof en): Messages {
  return messages;
}

/** The compiler's tables of plurals have no prototype; React passes plain objects alone to the browser. */
function toPlain(messages: CompiledMessages): CompiledMessages {
  return JSON.parse(JSON.stringify(messages));
}

/**
 * The messages with their ICU syntax already read, once and here: the parser would be 7 kB of the page's JavaScript.
 * `next.config.ts` gives the page the formatter that takes them.
 */
export const compiledMessages: Record<Language, CompiledMessages> = {
  en: toPlain(compileAll(withoutServersOwn(en))),
  zh: toPlain(compileAll(withoutServersOwn(zh))),
};
