import { CloudOff } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useVideoAction } from '@/components/gallery/use-video-action';
import { Button } from '@/components/ui/button';
import { InlineConfirm } from '@/components/ui/inline-confirm';
import type { Video } from '@/lib/jobs/wire';
import { Moment } from './moment';

/** Deletes the provider's copy of a video, and nothing here, once somebody has said so twice. */
export function DeleteUpstream({ video }: { video: Video }) {
  const t = useTranslations('upstreamDelete');
  const { act, isActing } = useVideoAction(video.id);
  const [isAsking, setIsAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { provider, got, upstream_deleted_at: deletedAt, can_delete_upstream: canDelete } = video.firstframe;
  const { label } = provider;

  if (deletedAt) {
    return (
      <p role="status" className="text-13 text-muted">
        {t('done', { label })} <Moment at={deletedAt} />
      </p>
    );
  }
  if (!canDelete) return null;

  function close() {
    setIsAsking(false);
    requestAnimationFrame(() => button.current?.focus());
  }

  if (isAsking) {
    return (
      <InlineConfirm
        action={t('confirm')}
        isBusy={isActing}
        onCancel={close}
        onConfirm={async () => {
          if (!(await act('delete-upstream'))) close();
        }}
      >
        {t(got ? 'question' : 'questionUnsaved', { label })}
      </InlineConfirm>
    );
  }
  return (
    <Button ref={button} look="bare" className="-mx-3" onClick={() => setIsAsking(true)}>
      <CloudOff size={16} strokeWidth={1.5} aria-hidden />
      {t('ask', { label })}
    </Button>
  );
}
