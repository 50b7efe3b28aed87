import { useQuery } from '@tanstack/react-query';
import { Bell, Command, Loader, Plug, Settings, Trash2 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { IconButton } from '@/components/ui/icon-button';
import { PageLink } from '@/components/ui/page-link';
import { openCountOptions } from '@/lib/client/live-library';
import { openDialog } from './dialogs';
import { LanguageSwitch } from './language-switch';
import { ThemeSwitch } from './theme-switch';
import { Wordmark } from './wordmark';

/** The name, what is running, the ways to the other pages, and the two switches. */
export function Header() {
  const t = useTranslations('shell');
  const commands = useTranslations('commands');
  const news = useTranslations('news');
  const { data: open = 0 } = useQuery(openCountOptions());
  return (
    <header>
      <div className="flex h-14 items-center gap-3 px-3 sm:px-4 xl:px-6">
        <h1 className="flex items-center gap-2 font-semibold text-16 tracking-tight">
          <Wordmark />
          {t('title')}
        </h1>
        <span role="status" className="ml-auto whitespace-nowrap text-13 text-muted tabular-nums">
          {open > 0 && (
            <>
              {/* A phone has room for the figure alone. */}
              <span className="max-sm:sr-only">{t('running', { count: open })}</span>
              <span aria-hidden className="inline-flex items-center gap-1 sm:hidden">
                <Loader size={14} strokeWidth={1.5} />
                {open}
              </span>
            </>
          )}
        </span>
        <div className="flex items-center">
          <IconButton
            label={commands('title')}
            aria-keyshortcuts="Control+K Meta+K"
            className="max-sm:hidden"
            onClick={() => openDialog({ name: 'palette' })}
          >
            <Command size={16} strokeWidth={1.5} aria-hidden />
          </IconButton>
          <IconButton
            label={news('title')}
            className="max-sm:hidden"
            onClick={() => openDialog({ name: 'news' })}
          >
            <Bell size={16} strokeWidth={1.5} aria-hidden />
          </IconButton>
          <PageLink
            href="/trash"
            className="flex h-8 items-center gap-2 rounded-control px-2 text-13 text-muted transition-colors duration-150 hover:bg-raised hover:text-text max-sm:hidden pointer-coarse:h-10 pointer-coarse:px-3"
          >
            <Trash2 size={16} strokeWidth={1.5} aria-hidden />
            {t('trash')}
          </PageLink>
          <PageLink
            href="/providers"
            className="flex h-8 items-center gap-2 rounded-control px-2 text-13 text-muted transition-colors duration-150 hover:bg-raised hover:text-text pointer-coarse:h-10 pointer-coarse:px-3"
          >
            <Plug size={16} strokeWidth={1.5} aria-hidden />
            <span className="max-sm:sr-only">{t('providers')}</span>
          </PageLink>
          <PageLink
            href="/settings"
            title={t('settings')}
            className="flex h-8 items-center gap-2 rounded-control px-2 text-13 text-muted transition-colors duration-150 hover:bg-raised hover:text-text pointer-coarse:h-10 pointer-coarse:px-3"
          >
            <Settings size={16} strokeWidth={1.5} aria-hidden />
            <span className="max-sm:sr-only">{t('settings')}</span>
          </PageLink>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </div>
    </header>
  );
}
