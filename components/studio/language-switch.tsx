import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'use-intl';
import { switchLanguage } from './switch-language';

/** Switches between English and Chinese; the server draws the page anew in the other. */
export function LanguageSwitch() {
  const t = useTranslations('shell');
  const language = useLocale();
  const router = useRouter();

  return (
    <button
      type="button"
      onClick={() => switchLanguage(language, router)}
      aria-label={t('languageLabel')}
      lang={language === 'zh' ? 'en' : 'zh'}
      className="h-8 rounded-control px-2 text-13 text-muted transition-colors duration-150 hover:bg-raised hover:text-text pointer-coarse:h-10 pointer-coarse:px-3"
    >
      {t('language')}
    </button>
  );
}
