import { useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { FilePlayer } from '@/components/player/file-player';
import { openSource } from '@/components/player/open-source';
import { Moment } from '@/components/review/moment';
import { Button } from '@/components/ui/button';
import { Trouble } from '@/components/ui/trouble';
import { useAttempt } from '@/components/ui/use-attempt';
import { isStitchOpen, removeStitch, stitchesOptions, stitchFileUrl } from '@/lib/client/stitch-queries';
import type { Stitch } from '@/lib/stitches/wire';

/** What a finished one is like, in a line. */
function useFacts(): (made: NonNullable<Stitch['made']>) => string {
  const t = useTranslations('stitch');
  const format = useFormatter();
  return ({ copied, width, height, fps, seconds, bytes }) =>
    t('made', {
      how: t(copied ? 'madeCopied' : 'madeEncoded'),
      size: `${width}×${height}`,
      fps: format.number(fps, { maximumFractionDigits: 3 }),
      seconds: format.number(seconds, { maximumFractionDigits: 2 }),
      megabytes: format.number(bytes / 1_000_000, { maximumFractionDigits: 1 }),
    });
}

type StitchRowProps = {
  stitch: Stitch;
  /** Whether it was just asked for: it comes into sight then. */
  isNew: boolean;
  onRemoved: () => void;
};

/** A stitch: how far it is, why it failed, or what became of it. */
export function StitchRow({ stitch, isNew, onRemoved }: StitchRowProps) {
  const t = useTranslations('stitch');
  const client = useQueryClient();
  const facts = useFacts();
  const { isBusy, refusal, attempt } = useAttempt();
  const { id, status, progress, made, error } = stitch;
  const isOpen = isStitchOpen(stitch);
  const count = stitch.videos.length;
  const row = useRef<HTMLLIElement>(null);

  const [isShown, setIsShown] = useState(isNew);
  const isMade = made !== null;

  useEffect(() => {
    if (isNew) row.current?.focus();
  }, [isNew]);
  // What has just been made is larger than what stood there.
  useEffect(() => {
    if (isNew && isMade) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isNew, isMade]);

  async function remove() {
    await removeStitch(id);
    await client.invalidateQueries({ queryKey: stitchesOptions().queryKey });
    onRemoved();
  }

  return (
    <li ref={row} tabIndex={-1} aria-labelledby={id} className="space-y-3 p-3">
      <div className="flex flex-wrap items-center gap-2">
        <p id={id} className="min-w-0 flex-1 basis-48 text-13">
          {t('of', { count })} <span className="text-muted">· </span>
          <span className={status === 'failed' ? 'text-failed' : 'text-muted'}>
            {status === 'completed' ? <Moment at={stitch.created_at} /> : t(`status.${status}`, { progress })}
          </span>
        </p>
        <div className="flex flex-wrap gap-2">
          {made && (
            <>
              <a
                href={stitchFileUrl(id, '?download=1')}
                download
                aria-describedby={id}
                className="inline-flex h-8 shrink-0 items-center gap-2 rounded-control border border-line bg-raised px-3 font-medium text-13 hover:bg-pressed pointer-coarse:h-10"
              >
                <Download size={16} strokeWidth={1.5} aria-hidden />
                {t('download')}
              </a>
              <Button
                look="bare"
                aria-describedby={id}
                aria-expanded={isShown}
                onClick={() => setIsShown(!isShown)}
              >
                {t('watch')}
              </Button>
            </>
          )}
          <Button look="bare" aria-describedby={id} disabled={isBusy} onClick={() => attempt(remove)}>
            {t(isOpen ? 'takeBack' : 'delete')}
          </Button>
        </div>
      </div>
      {isOpen && <progress aria-labelledby={id} max={100} value={progress} className="block h-1 w-full" />}
      {made && <p className="text-13 text-muted tabular-nums">{facts(made)}</p>}
      {made && isShown && (
        <FilePlayer
          label={t('watch')}
          open={() => openSource({ url: stitchFileUrl(id), fps: made.fps })}
          ratio={made.width / made.height}
          isPlayed={!isNew}
        />
      )}
      {error && <p className="break-words text-13 text-failed">{error.message}</p>}
      <Trouble>{refusal?.text}</Trouble>
    </li>
  );
}
