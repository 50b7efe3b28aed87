import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { jobLogOptions } from '@/lib/client/log-queries';
import type { Video } from '@/lib/jobs/wire';
import { JobLogRow } from './job-log-row';

/** How often it is looked for news while there may be some. */
const refetchMs = 2_000;

/** Everything that happened to a video, in order. */
export function JobLogList({ video }: { video: Video }) {
  const t = useTranslations('log');
  const isOpen = video.firstframe.step !== null;
  const { data, isError, refetch } = useQuery({
    ...jobLogOptions(video.id),
    refetchInterval: isOpen ? refetchMs : false,
  });
  if (!data) {
    return (
      <div role="status" className="flex items-center gap-3 py-2 text-13 text-muted">
        <p>{t(isError ? 'failed' : 'loading')}</p>
        {isError && <Button onClick={() => refetch()}>{t('retry')}</Button>}
      </div>
    );
  }
  if (data.data.length === 0) return <p className="py-2 text-13 text-muted">{t('empty')}</p>;
  return (
    <ol className="mt-1 divide-y divide-line text-13">
      {data.data.map((row, index) => (
        <JobLogRow key={row.sequence} row={row} before={data.data[index - 1] ?? null} />
      ))}
    </ol>
  );
}
