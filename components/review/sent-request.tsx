import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { RequestView } from '@/components/request/request-view';
import { Button } from '@/components/ui/button';
import { ApiError } from '@/lib/client/api';
import { findSentRequest } from '@/lib/client/request-queries';
import type { Video } from '@/lib/jobs/wire';

/** Exactly what went to the provider for a video. */
export function SentRequest({ video }: { video: Video }) {
  const t = useTranslations('room');
  const words = useTranslations('request');
  const format = useFormatter();
  const { data, error, refetch } = useQuery({
    queryKey: ['request', { videoId: video.id }],
    queryFn: ({ signal }) => findSentRequest(video.id, signal),
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  if (data) {
    const time = data.sent_at
      ? format.dateTime(data.sent_at * 1_000, { dateStyle: 'medium', timeStyle: 'medium' })
      : null;
    return (
      <>
        {time && <p className="mb-4 text-13 text-muted">{words('wasSent', { time })}</p>}
        <RequestView view={data} />
      </>
    );
  }
  if (error instanceof ApiError && error.code === 'not_found')
    return <p className="text-13 text-muted">{t('requestMissing')}</p>;
  return (
    <div role="status" className="flex items-center gap-3 text-13 text-muted">
      <p>{t(error ? 'requestFailed' : 'requestLoading')}</p>
      {error && <Button onClick={() => refetch()}>{t('retry')}</Button>}
    </div>
  );
}
