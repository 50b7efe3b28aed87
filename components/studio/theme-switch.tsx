import { Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { IconButton } from '@/components/ui/icon-button';

const order = ['system', 'light', 'dark'] as const;
const icons = { system: Monitor, light: Sun, dark: Moon };

/** Goes round the three: as the system, light, dark. */
export function ThemeSwitch() {
  const t = useTranslations('shell.theme');
  const { theme, setTheme } = useTheme();
  // Only the browser knows what was chosen before.
  const [isKnown, setIsKnown] = useState(false);
  useEffect(() => setIsKnown(true), []);

  const current = order.find((name) => isKnown && name === theme) ?? 'system';
  const next = order[(order.indexOf(current) + 1) % order.length] ?? 'system';
  const Icon = icons[current];
  return (
    <IconButton label={t('label', { theme: t(current), next: t(next) })} onClick={() => setTheme(next)}>
      <Icon size={16} strokeWidth={1.5} aria-hidden />
    </IconButton>
  );
}
