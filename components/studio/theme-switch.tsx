import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { IconButton } from '@/components/ui/icon-button';
import { setTheme, themes, useTheme } from './theme';

const icons = { system: Monitor, light: Sun, dark: Moon };

/** Goes round the three: as the system, light, dark. */
export function ThemeSwitch() {
  const t = useTranslations('shell.theme');
  const current = useTheme();
  const next = themes[(themes.indexOf(current) + 1) % themes.length] ?? 'system';
  const Icon = icons[current];
  return (
    <IconButton label={t('label', { theme: t(current), next: t(next) })} onClick={() => setTheme(next)}>
      <Icon size={16} strokeWidth={1.5} aria-hidden />
    </IconButton>
  );
}
