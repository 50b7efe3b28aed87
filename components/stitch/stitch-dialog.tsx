import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { DialogPart } from '@/components/studio/dialogs-shown';
import { Button } from '@/components/ui/button';
import { ChoiceChip } from '@/components/ui/choice-chip';
import { Dialog } from '@/components/ui/dialog';
import { useAttempt } from '@/components/ui/use-attempt';
import { createStitch, stitchesOptions } from '@/lib/client/stitch-queries';
import { fewestStitched, longestStitch } from '@/lib/stitches/wire';
import { OrderTools } from './order-tools';
import { PartCut } from './part-cut';
import { PartStrip } from './part-strip';
import {
  differencesOf,
  isReshaped,
  movePart,
  partSeconds,
  type SequencePart,
  sizesOf,
  toVideos,
  withEnd,
  withFrames,
} from './sequence';
import { SequencePreview } from './sequence-preview';
import { StitchRow } from './stitch-row';
import { tellWhenMade } from './tell-when-made';
import { useSequence } from './use-sequence';

/** Puts videos in order, each from one frame to another, and makes one of them; shows what was made before. */
export function StitchDialog({ videoIds, onClose }: DialogPart<'stitch'>) {
  const t = useTranslations('stitch');
  const common = useTranslations('common');
  const format = useFormatter();
  const client = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const { arrangement, videos, isAsking, isArranged, change, startOver } = useSequence(videoIds);
  const { parts, size, fit } = arrangement;
  const { data: stitches } = useQuery(stitchesOptions());
  const [chosen, setChosen] = useState<string | null>(null);
  const [isPreviewed, setIsPreviewed] = useState(false);
  const [newest, setNewest] = useState<string | null>(null);
  const { isBusy, refusal, attempt, forget } = useAttempt();

  const facts = parts.flatMap(({ id }) => videos.get(id)?.firstframe.got ?? []);
  const names = new Map([...videos].map(([id, { prompt }]) => [id, prompt ?? '']));
  const isEnough = parts.length >= fewestStitched;
  const seconds = parts.reduce((sum, part) => sum + partSeconds(part), 0);
  const isTooLong = seconds > longestStitch;
  const leftOut = videoIds.filter((id) => !videos.has(id) && !parts.some((other) => other.id === id)).length;
  const place = Math.max(
    0,
    parts.findIndex(({ id }) => id === chosen),
  );
  const part = parts[place];
  const sizes = sizesOf(facts);
  const wanted = sizes.includes(size) ? size : null;
  const shown = wanted ?? (facts[0] ? `${facts[0].width}x${facts[0].height}` : '');
  const [width = 16, height = 9] = shown.split('x').map(Number);
  const different = differencesOf(facts, wanted);
  const rates = new Map([...videos].map(([id, { firstframe }]) => [id, firstframe.got.fps]));
  const ageOf = ({ id }: SequencePart) => videos.get(id)?.firstframe.created_at_ms ?? 0;
  const byAge = parts.toSorted((one, other) => ageOf(one) - ageOf(other));
  const isByAge = byAge.every((other, index) => other === parts[index]);

  function arrange(changed: readonly SequencePart[]): void {
    forget();
    change({ parts: changed });
  }

  function again(): void {
    forget();
    startOver();
  }

  function choose(id: string): void {
    setChosen(id);
    setIsPreviewed(false);
  }

  function put(changed: SequencePart): void {
    arrange(parts.map((other) => (other.id === changed.id ? changed : other)));
  }

  async function start() {
    const { id } = await createStitch({ videos: toVideos(parts), fit, ...(wanted && { size: wanted }) });
    setNewest(id);
    tellWhenMade(client, id, { made: t('toldMade'), failed: t('toldFailed'), show: t('show') });
    await client.invalidateQueries({ queryKey: stitchesOptions().queryKey });
  }

  /** What will happen, as far as it is known before the files are opened. */
  function words(): string {
    const target = {
      size: shown.replace('x', '×'),
      fps: format.number(facts[0]?.fps ?? 0, { maximumFractionDigits: 3 }),
    };
    if (different.length > 0) {
      const what = format.list(different.map((name) => t(`differ.${name}`)));
      return t('encoded', { ...target, what });
    }
    return t(parts.some(({ first }) => first > 0) ? 'copiedMaybe' : 'copied', target);
  }

  return (
    <Dialog
      title={t('title')}
      width="wide"
      isTall={isEnough || isAsking}
      onClose={onClose}
      footer={
        isEnough && (
          <>
            {(isTooLong || refusal) && (
              <p role="alert" className="basis-full break-words text-13 text-failed">
                {refusal?.text ?? t('tooLong', { minutes: longestStitch / 60 })}
              </p>
            )}
            <p className="mr-auto text-13 text-muted tabular-nums">
              {t('total', {
                count: parts.length,
                seconds: common('secondsShort', {
                  seconds: format.number(seconds, { maximumFractionDigits: 2 }),
                }),
              })}
            </p>
            <Button look="primary" disabled={isBusy || isTooLong} onClick={() => attempt(start)}>
              {t('start')}
            </Button>
          </>
        )
      }
    >
      <div className="space-y-5">
        {!isEnough && !isAsking && <p className="text-14 text-muted">{t('tooFew')}</p>}
        {isEnough && (
          <>
            <p className="text-13 text-muted">
              {t('hint')} {leftOut > 0 && t('leftOut', { count: leftOut })}
            </p>
            <OrderTools
              isPreviewed={isPreviewed}
              onPreview={() => setIsPreviewed(!isPreviewed)}
              onSort={isByAge ? null : () => arrange(byAge)}
              onStartOver={isArranged ? again : null}
            />
            <PartStrip
              parts={parts}
              names={names}
              chosen={isPreviewed ? undefined : part?.id}
              onChoose={choose}
              onMove={(from, to) => arrange(movePart(parts, from, to))}
              onRemove={
                parts.length > fewestStitched
                  ? (id) => arrange(parts.filter((other) => other.id !== id))
                  : null
              }
            />
            {isPreviewed && (
              <SequencePreview
                key={JSON.stringify([parts, shown, fit])}
                arrangement={arrangement}
                rates={rates}
                size={{ width, height }}
              />
            )}
            {part && !isPreviewed && (
              <PartCut
                key={part.id}
                part={part}
                number={place + 1}
                fps={videos.get(part.id)?.firstframe.got.fps ?? null}
                onEnd={(end, frame) => put(withEnd(part, end, frame))}
                onFrames={(frames, length) => put(withFrames(part, frames, length))}
              />
            )}
            <div className="flex flex-wrap items-center gap-2">
              {sizes.length > 1 && (
                <ChoiceChip
                  label={t('size')}
                  value={wanted ?? ''}
                  choices={[
                    { value: '', label: t('sizeOfFirst') },
                    ...sizes.map((value) => ({ value, label: value.replace('x', '×') })),
                  ]}
                  control={{ id: 'stitch-size' }}
                  onChange={(value) => change({ size: value })}
                />
              )}
              {shown && isReshaped(facts, shown) && (
                <ChoiceChip
                  label={t('fit')}
                  value={fit}
                  choices={[
                    { value: 'bars', label: t('bars') },
                    { value: 'crop', label: t('crop') },
                  ]}
                  control={{ id: 'stitch-fit' }}
                  onChange={(value) => change({ fit: value === 'crop' ? 'crop' : 'bars' })}
                />
              )}
              <p className="min-w-0 flex-1 basis-64 text-13 text-muted">{words()}</p>
            </div>
          </>
        )}
        {stitches && stitches.data.length > 0 && (
          <section aria-labelledby="stitches" className="space-y-2">
            <h3 id="stitches" ref={heading} tabIndex={-1} className="font-medium text-13 text-muted">
              {t('list')}
            </h3>
            <p className="text-13 text-muted">{t('kept')}</p>
            <ul className="divide-y divide-line rounded-tile border border-line">
              {stitches.data.map((stitch) => (
                <StitchRow
                  key={stitch.id}
                  stitch={stitch}
                  isNew={stitch.id === newest}
                  onRemoved={() => heading.current?.focus()}
                />
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}
