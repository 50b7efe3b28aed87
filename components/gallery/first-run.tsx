import { useTranslations } from 'use-intl';
import { fillDraft } from '@/components/studio/draft';

const examples = [
  { name: 'sea', sky: 'linear-gradient(180deg,#2b3a55 0%,#8a6a6a 48%,#e8a76a 62%,#3b4a5c 63%,#16202c 100%)' },
  {
    name: 'city',
    sky: 'linear-gradient(180deg,#0c0d1c 0%,#2a1640 50%,#7c2a5c 70%,#101828 71%,#0a0d16 100%)',
  },
  {
    name: 'forest',
    sky: 'linear-gradient(180deg,#5b6c86 0%,#aab3c2 55%,#d9d6d6 66%,#33414a 67%,#1a2227 100%)',
  },
] as const;

/** What an empty library shows: three prompts to begin with, and where the results will be. */
export function FirstRun() {
  const t = useTranslations('gallery.firstRun');

  function choose(prompt: string) {
    fillDraft({ prompt });
    document.querySelector<HTMLTextAreaElement>('#composer textarea')?.focus();
  }

  return (
    <section className="mx-auto max-w-[1200px] pt-10 sm:pt-16">
      <h2 className="text-balance text-center text-16 text-muted sm:text-20">{t('title')}</h2>
      <ul className="mt-8 grid gap-3 sm:grid-cols-3 sm:gap-4">
        {examples.map(({ name, sky }) => (
          <li key={name}>
            <button
              type="button"
              onClick={() => choose(t(`examples.${name}`))}
              className="group flex h-full w-full flex-col overflow-hidden rounded-tile border border-line bg-panel text-left transition-colors duration-150 ease-settle hover:border-line-strong"
            >
              <span
                aria-hidden
                className="block aspect-[21/9] w-full sm:aspect-video"
                style={{ background: sky }}
              />
              <span className="flex flex-1 flex-col gap-2 p-4">
                <span className="text-14">{t(`examples.${name}`)}</span>
                <span className="mt-auto text-13 text-accent-strong">{t('use')}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="mt-6 text-center text-13 text-faint">{t('kept')}</p>
    </section>
  );
}
