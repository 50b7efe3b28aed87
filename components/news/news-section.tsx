import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { NewsForm } from './news-form';

/** The same on the settings page, where phones find it. */
export function NewsSection() {
  const t = useTranslations('news');
  // What a browser allows only the browser knows.
  const [isInBrowser, setIsInBrowser] = useState(false);
  useEffect(() => setIsInBrowser(true), []);
  return (
    <section aria-labelledby="news" className="space-y-3">
      <h2 id="news" className="font-medium text-13 text-muted">
        {t('label')}
      </h2>
      {isInBrowser && <NewsForm />}
    </section>
  );
}
