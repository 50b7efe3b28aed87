import { Download } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { sharedFileUrl } from '@/lib/client/share-queries';
import type { Shared } from '@/lib/shares/wire';

type SharedVideoProps = {
  video: Shared['videos'][number];
  token: string;
  /** Whether it is one of several, and shows which. */
  isNumbered: boolean;
  allowsDownload: boolean;
};

/** A video of a link, in the browser's own player. */
export function SharedVideo({ video, token, isNumbered, allowsDownload }: SharedVideoProps) {
  const t = useTranslations('shared');
  const { id, number, width, height, seconds, prompt, has_poster: hasPoster } = video;
  const name = isNumbered ? t('videoNumber', { number }) : (prompt ?? t('video'));
  return (
    <figure>
      {/* biome-ignore lint/a11y/useMediaCaption: what is shared has no captions that could be shown. */}
      <video
        src={sharedFileUrl(token, id)}
        poster={hasPoster ? sharedFileUrl(token, id, '?variant=thumbnail') : undefined}
        width={width}
        height={height}
        aria-label={name}
        controls
        controlsList={allowsDownload ? undefined : 'nodownload'}
        playsInline
        preload={isNumbered ? 'none' : 'metadata'}
        className="mx-auto max-h-[76dvh] w-full rounded-tile bg-stage object-contain"
      />
      <figcaption className="mt-3 flex items-start justify-between gap-4">
        <div className="min-w-0 space-y-1">
          {isNumbered && <h2 className="font-medium text-16 tabular-nums">{name}</h2>}
          {prompt !== null && <p className="whitespace-pre-wrap break-words text-14">{prompt}</p>}
          <p className="text-13 text-muted tabular-nums">
            {t('facts', { seconds: Math.round(seconds * 10) / 10, size: `${width}×${height}` })}
          </p>
        </div>
        {allowsDownload && (
          <a
            href={sharedFileUrl(token, id, '?download=1')}
            download
            aria-label={t('downloadName', { name })}
            className="inline-flex h-8 shrink-0 items-center gap-2 rounded-control border border-line bg-raised px-3 font-medium text-13 hover:bg-pressed pointer-coarse:h-10"
          >
            <Download size={16} strokeWidth={1.5} aria-hidden />
            {t('download')}
          </a>
        )}
      </figcaption>
    </figure>
  );
}
