import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { late } from '@/components/ui/late';
import type { Video } from '@/lib/jobs/wire';

const JobLogList = late(() => import('./job-log-list').then((module) => module.JobLogList));

/** What happened to a video, for whoever opens it; nothing of it is loaded before. */
export function JobLog({ video }: { video: Video }) {
  const t = useTranslations('log');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className="border-line border-t pt-3">
      <h2>
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          className="-mx-2 flex h-8 items-center gap-1 rounded-control px-2 font-medium text-13 text-muted transition-colors duration-150 ease-settle hover:bg-raised hover:text-text pointer-coarse:h-10"
        >
          <ChevronRight
            size={16}
            strokeWidth={1.5}
            aria-hidden
            className={`transition-transform duration-150 ease-settle ${isOpen ? 'rotate-90' : ''}`}
          />
          {t('title')}
        </button>
      </h2>
      {isOpen && <JobLogList video={video} />}
    </section>
  );
}
