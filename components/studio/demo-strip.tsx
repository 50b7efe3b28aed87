import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { IconButton } from '@/components/ui/icon-button';
import { PageLink } from '@/components/ui/page-link';
import { modelOptions } from '@/lib/client/model-queries';

const storageKey = 'firstframe.demo-strip';

/** A calm line that says where the videos come from while only the demo is connected. Gone for good when closed. */
export function DemoStrip() {
  const t = useTranslations('shell');
  const { data: models } = useQuery(modelOptions());
  const [isHidden, setIsHidden] = useState(true);
  useEffect(() => setIsHidden(localStorage.getItem(storageKey) === 'hidden'), []);

  const isOnlyDemo =
    models?.data.length && models.data.every(({ firstframe }) => firstframe.provider.is_demo);
  if (isHidden || !isOnlyDemo) return null;

  function hide() {
    localStorage.setItem(storageKey, 'hidden');
    setIsHidden(true);
  }

  return (
    <aside className="mx-auto mt-8 flex max-w-[1200px] items-start gap-3 rounded-tile border border-line bg-panel py-1 pr-1 pl-4 text-13 text-muted">
      <p className="py-2 pointer-coarse:py-3">
        {t.rich('demoStrip', {
          link: (words) => (
            <PageLink href="/providers" className="text-text underline underline-offset-4">
              {words}
            </PageLink>
          ),
        })}
      </p>
      <IconButton label={t('demoStripClose')} onClick={hide} className="ml-auto">
        <X size={16} strokeWidth={1.5} aria-hidden />
      </IconButton>
    </aside>
  );
}
