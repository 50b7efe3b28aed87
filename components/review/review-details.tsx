import { Columns2, SlidersHorizontal } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import { useExpiry } from '@/components/gallery/use-expiry';
import { FilterLink } from '@/components/library/filter-link';
import { VideoCost } from '@/components/spending/video-cost';
import { openDialog } from '@/components/studio/dialogs';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import type { Video } from '@/lib/jobs/wire';
import { AskedGot } from './asked-got';
import { Delay } from './delay';
import { DeleteUpstream } from './delete-upstream';
import { DetailList } from './detail-list';
import { Failure } from './failure';
import { Marks } from './marks';
import { Moment } from './moment';
import { useReuse } from './use-reuse';

/** What each image is called, by its role. */
const roleNames = { first_frame: 'firstFrame', last_frame: 'lastFrame', reference: 'reference' } as const;

/** Leads to all videos that are alike in this. */
const linkLook = 'underline decoration-line-strong underline-offset-4 hover:decoration-current';

/** Everything that is known of a video. Reading it changes nothing. */
export function ReviewDetails({ video }: { video: Video }) {
  const t = useTranslations('review');
  const room = useTranslations('room');
  const format = useFormatter();
  const {
    asked,
    got,
    provider,
    warnings,
    made_from: madeFrom,
    upstream_id: upstreamId,
    submitted_at: submittedAt,
    cost,
  } = video.firstframe;

  const reuse = useReuse(video);
  const endedAt = video.completed_at;
  const expiry = useExpiry(video);

  /** What an image is, and that it is a frame, where that is known. */
  function nameOf({ role, from }: (typeof asked.references)[number]): string {
    const name = t(roleNames[role]);
    if (!from) return name;
    return from.frame === null
      ? room('frameFrom', { name })
      : room('frameOf', { name, frame: from.frame + 1 });
  }

  return (
    <div className="space-y-4">
      <section className="border-line border-b pb-4">
        <div className="flex items-center justify-between gap-2">
          <h2 className="font-medium text-13 text-muted">{t('prompt')}</h2>
          <CopyButton label={t('copyPrompt')} text={video.prompt ?? ''} />
        </div>
        <p className="mt-1 whitespace-pre-wrap break-words text-16">{video.prompt}</p>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button onClick={reuse}>
            <SlidersHorizontal size={16} strokeWidth={1.5} aria-hidden />
            {t('reuse')}
          </Button>
          {got && (
            <Button onClick={() => openDialog({ name: 'compare', videoId: video.id })}>
              <Columns2 size={16} strokeWidth={1.5} aria-hidden />
              {room('compare')}
            </Button>
          )}
        </div>
      </section>
      <Marks video={video} />
      <Failure video={video} />
      <Delay video={video} />
      {warnings.length > 0 && (
        <section className="border-line border-b pb-4">
          <h2 className="font-medium text-13 text-muted">{t('notes')}</h2>
          <ul className="mt-1 space-y-1 text-unsure">
            {warnings.map(({ field, message }) => (
              <li key={`${field} ${message}`}>{message}</li>
            ))}
          </ul>
        </section>
      )}
      {asked.references.map((reference) => (
        <figure key={reference.url} className="flex items-center gap-3">
          <img src={reference.url} alt={nameOf(reference)} className="size-16 rounded-control object-cover" />
          <figcaption className="text-13 text-muted">
            {nameOf(reference)} · {reference.width}×{reference.height}
          </figcaption>
        </figure>
      ))}
      <AskedGot video={video} />
      <DetailList
        rows={[
          {
            name: t('model'),
            value: (
              <FilterLink filter={{ model: video.model }} className={linkLook}>
                {video.model}
              </FilterLink>
            ),
          },
          {
            name: t('provider'),
            value: (
              <FilterLink filter={{ provider: provider.id }} className={linkLook}>
                {provider.label}
              </FilterLink>
            ),
          },
          {
            name: t(`madeFrom.${madeFrom?.call ?? 'remix'}`),
            value: madeFrom && (madeFrom.video_id ?? t('uploadedVideo')),
            isCode: Boolean(madeFrom?.video_id),
          },
          { name: t('seed'), value: asked.seed },
          { name: t('negativePrompt'), value: asked.negative_prompt },
          { name: t('user'), value: asked.user },
          {
            name: t('metadata'),
            value: asked.metadata && <code className="break-all">{JSON.stringify(asked.metadata)}</code>,
          },
          ...Object.entries(asked.options).map(([name, value]) => ({ name, value: String(value) })),
          {
            name: t('file'),
            value:
              got &&
              format.number(got.bytes / 1_000_000, {
                style: 'unit',
                unit: 'megabyte',
                maximumFractionDigits: 2,
              }),
          },
          { name: t('cost'), value: cost && <VideoCost cost={cost} /> },
          { name: t('saved'), value: got ? t('savedHere') : expiry && t('savedNot', { expiry }) },
          { name: t('created'), value: <Moment at={video.created_at} /> },
          { name: t('submitted'), value: submittedAt && <Moment at={submittedAt} /> },
          { name: video.error ? t('ended') : t('completed'), value: endedAt && <Moment at={endedAt} /> },
          { name: t('id'), value: video.id, isCode: true },
          { name: t('upstreamId'), value: upstreamId, isCode: true },
        ]}
      />
      <DeleteUpstream video={video} />
    </div>
  );
}
