import { useTranslations } from 'use-intl';

const isMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

/** One shortcut, as it is printed on the keys. */
export function KeyHint({ shortcut }: { shortcut: string }) {
  const t = useTranslations('commands.key');
  const names: Record<string, string> = {
    mod: isMac() ? '⌘' : 'Ctrl',
    ArrowLeft: '←',
    ArrowRight: '→',
    Enter: t('Enter'),
    Escape: t('Escape'),
    Space: t('Space'),
  };
  return (
    <span className="inline-flex gap-1">
      {shortcut.split('+').map((key) => (
        <kbd
          key={key}
          className="min-w-6 rounded-control border border-line-strong px-1.5 py-0.5 text-center font-sans text-13 text-muted"
        >
          {names[key] ?? key}
        </kbd>
      ))}
    </span>
  );
}
