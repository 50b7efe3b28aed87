import { useFormatter, useTranslations } from 'use-intl';
import { isErrorCode } from '@/lib/errors';
import type { Video } from '@/lib/jobs/wire';
import { CopyButton } from './copy-button';
import { DetailList } from './detail-list';
import { Moment } from './moment';

/** `1280×720`, as people write it. */
function times(size: string | null): string | null {
  return size ? size.replace('x', '×') : null;
}

/** Codecs by the names that people know; another one keeps its own. */
const codecNames: Record<string, string> = {
  avc: 'H.264',
  hevc: 'H.265',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
};

/** Whether money is gone, as far as anyone can tell from how the job ended. */
function chargeOf({ error, firstframe }: Video): 'no' | 'maybe' | 'likely' | null {
  if (!error) return null;
  if (error.code === 'submit_unconfirmed') return 'maybe';
  if (firstframe.upstream_id === null) return 'no';
  return error.code === 'video_expired' || error.code === 'archive_failed' ? 'likely' : 'maybe';
}

/** What went wrong: in our words, whether it cost something, and the provider's own words for whoever wants them. */
function Failure({ video }: { video: Video }) {
  const t = useTranslations('review');
  const errors = useTranslations('errors');
  const { error, firstframe } = video;
  if (!error) return null;
  const charge = chargeOf(video);
  return (
    <section className="space-y-2 border-line border-b pb-4">
      <h2 className="font-medium text-13 text-muted">{t('why')}</h2>
      <p className="text-failed">{isErrorCode(error.code) ? errors(error.code) : error.message}</p>
      <p className="break-words text-13 text-muted">{error.message}</p>
      {charge && <p className="text-13 text-muted">{t(`charged.${charge}`)}</p>}
      {firstframe.error_body && (
        <details className="text-13">
          <summary className="cursor-pointer text-muted">{t('rawBody')}</summary>
          <pre className="mt-2 max-h-60 overflow-auto whitespace-pre-wrap break-all rounded-control bg-raised p-3 font-mono">
            {firstframe.error_body}
          </pre>
        </details>
      )}
    </section>
  );
}

/** Everything that is known of a video. Reading it changes nothing. */
export function ReviewDetails({ video }: { video: Video }) {
  const t = useTranslations('review');
  const units = useTranslations('common');
  const format = useFormatter();
  const {
    asked,
    got,
    provider,
    warnings,
    upstream_id: upstreamId,
    submitted_at: submittedAt,
  } = video.firstframe;

  const compare = (wanted: string | null, found: string | null) =>
    wanted && found && wanted !== found ? t('asked', { asked: wanted, got: found }) : (found ?? wanted);
  const seconds = (value: number | null) =>
    value === null
      ? null
      : units('secondsShort', { seconds: format.number(value, { maximumFractionDigits: 2 }) });
  const isLengthRight = got !== null && asked.seconds !== null && Math.abs(got.seconds - asked.seconds) < 0.1;
  const endedAt = video.completed_at;

  return (
    <aside
      aria-label={t('details')}
      className="w-full shrink-0 space-y-4 border-line p-4 text-14 lg:w-96 lg:overflow-y-auto lg:border-l lg:p-6"
    >
      <section className="border-line border-b pb-4">
        <div className="flex items-center justify-between gap-2">
          <h2 className="font-medium text-13 text-muted">{t('prompt')}</h2>
          <CopyButton label={t('copyPrompt')} text={video.prompt ?? ''} />
        </div>
        <p className="mt-1 whitespace-pre-wrap break-words text-16">{video.prompt}</p>
      </section>
      <Failure video={video} />
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
          <img src={reference.url} alt={t('firstFrame')} className="size-16 rounded-control object-cover" />
          <figcaption className="text-13 text-muted">
            {t('firstFrame')} · {reference.width}×{reference.height}
          </figcaption>
        </figure>
      ))}
      <DetailList
        rows={[
          { name: t('model'), value: video.model },
          { name: t('provider'), value: provider.label },
          { name: t('size'), value: compare(times(asked.size), got && `${got.width}×${got.height}`) },
          {
            name: t('length'),
            value: isLengthRight
              ? seconds(asked.seconds)
              : compare(seconds(asked.seconds), seconds(got?.seconds ?? null)),
          },
          { name: t('frames'), value: got?.fps ? t('fps', { fps: format.number(got.fps) }) : null },
          { name: t('seed'), value: asked.seed },
          { name: t('negativePrompt'), value: asked.negative_prompt },
          { name: t('codec'), value: got && (codecNames[got.codec] ?? got.codec) },
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
          { name: t('created'), value: <Moment at={video.created_at} /> },
          { name: t('submitted'), value: submittedAt && <Moment at={submittedAt} /> },
          { name: video.error ? t('ended') : t('completed'), value: endedAt && <Moment at={endedAt} /> },
          { name: t('id'), value: video.id, isCode: true },
          { name: t('upstreamId'), value: upstreamId, isCode: true },
        ]}
      />
    </aside>
  );
}
