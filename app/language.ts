import 'server-only';
import { cookies, headers } from 'next/headers';

const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** Set by the language switch; see `components/studio/language-switch.tsx`. */
const cookieName = 'firstframe-language';

/** The first language of an `Accept-Language` header that we speak, by its weights. English where none is. */
export function preferredLanguage(header: string | null): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';');
      const weight = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { tag, weight: weight ? Number(weight.trim().slice(2)) : 1 };
    })
    .sort((one, other) => other.weight - one.weight);
  const found = wanted
    .map(({ tag }) => languages.find((language) => tag.split('-')[0] === language))
    .find(Boolean);
  return found ?? 'en';
}

/** The language of this request: as chosen here, else as the browser prefers. */
export async function readLanguage(): Promise<Language> {
  const chosen = (await cookies()).get(cookieName)?.value;
  const known = languages.find((language) => language === chosen);
  return known ?? preferredLanguage((await headers()).get('accept-language'));
}
