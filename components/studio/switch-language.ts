const yearInSeconds = 365 * 24 * 3_600;

/** Switches between English and Chinese; the server draws the page anew in the other. */
export function switchLanguage(language: string, router: { refresh: () => void }): void {
  const next = language === 'zh' ? 'en' : 'zh';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox before 140.
  document.cookie = `firstframe-language=${next}; path=/; max-age=${yearInSeconds}; samesite=lax`;
  router.refresh();
}
