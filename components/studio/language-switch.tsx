import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'use-intl';

const yearInSeconds = 365 * 24 * 3_600;

/** Switches between English and Chinese; the server draws the page anew in the other. */
export function LanguageSwitch() {
  const t = useTranslations('shell');
  const language = useLocale();
  const router = useRouter();

  function change() {
    const next = language === 'zh' ? 'en' : 'zh';
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox before 140.
    document.cookie = `firstframe-language=${next}; path=/; max-age=${yearInSeconds}; samesite=lax`;
    router.refresh();
  }

  return (
    <button
      type="button"
      onClick={change}
      aria-label={t('languageLabel')}
      lang={language === 'zh' ? 'en' : 'zh'}
      className="h-8 rounded-control px-2 text-13 text-muted transition-colors duration-150 hover:bg-raised hover:text-text pointer-coarse:h-10 pointer-coarse:px-3"
    >
      {t('language')}
    </button>
  );
}
