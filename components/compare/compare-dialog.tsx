import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DialogPart } from '@/components/studio/dialogs-shown';
import { enterCompare } from '@/components/studio/room';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { contentUrl } from '@/lib/client/change-video';
import { lineageOptions } from '@/lib/client/lineage-queries';
import { readyVideosOptions } from '@/lib/client/video-queries';
import { mostCompared } from './choose';

/** As much of a video as is needed to choose it. */
type Choice = { id: string; prompt: string | null; hasPicture: boolean };

type ChoicesProps = {
  title: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChoose: (id: string) => void;
};

function Choices({ title, choices, chosen, onChoose }: ChoicesProps) {
  const isFull = chosen.length >= mostCompared - 1;
  return (
    <fieldset className="space-y-2">
      <legend className="font-medium text-13 text-muted">{title}</legend>
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {choices.map(({ id, prompt, hasPicture }) => {
          const isChosen = chosen.includes(id);
          return (
            <li key={id}>
              <label
                className={`block cursor-pointer space-y-1 rounded-control p-1 has-checked:bg-raised has-focus-visible:outline-2 has-focus-visible:outline-accent ${isFull && !isChosen ? 'opacity-50' : ''}`}
              >
                <span className="relative block aspect-video overflow-hidden rounded-control bg-stage">
                  {hasPicture && (
                    <img
                      src={contentUrl(id, 'thumbnail')}
                      alt=""
                      loading="lazy"
                      className="size-full object-contain"
                    />
                  )}
                  <input
                    type="checkbox"
                    checked={isChosen}
                    disabled={isFull && !isChosen}
                    onChange={() => onChoose(id)}
                    className="absolute top-2 left-2 size-5 accent-[var(--accent-fill)]"
                  />
                </span>
                <span className="line-clamp-2 text-13">{prompt}</span>
              </label>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

/** Choosing what a video is compared with: its takes first, then whatever is newest. */
export function CompareDialog({ videoId, onClose }: DialogPart<'compare'>) {
  const t = useTranslations('compare');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { data: lineage } = useQuery(lineageOptions(videoId));
  const {
    data: ready,
    hasNextPage,
    isFetchingNextPage,
    fetchNextPage,
  } = useInfiniteQuery(readyVideosOptions());

  const takes = (lineage?.takes ?? [])
    .filter(({ id, state }) => id !== videoId && state === 'completed')
    .map(({ id, prompt, has_thumbnail: hasPicture }): Choice => ({ id, prompt, hasPicture }));
  const others = (ready?.pages ?? [])
    .flatMap(({ data }) => data)
    .filter(({ id }) => id !== videoId && !takes.some((take) => take.id === id))
    .map(({ id, prompt, firstframe }): Choice => {
      return { id, prompt, hasPicture: firstframe.variants.includes('thumbnail') };
    });

  function choose(id: string) {
    setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  }

  function start() {
    onClose();
    enterCompare([videoId, ...chosen]);
  }

  return (
    <Dialog
      title={t('choose')}
      onClose={onClose}
      footer={
        <Button look="primary" disabled={chosen.length === 0} onClick={start}>
          {t('start', { count: chosen.length === 0 ? 0 : chosen.length + 1 })}
        </Button>
      }
    >
      <div className="space-y-5">
        <p className="text-13 text-muted">{t('chooseText')}</p>
        {takes.length > 0 && <Choices title={t('takes')} choices={takes} chosen={chosen} onChoose={choose} />}
        {others.length > 0 && (
          <Choices title={t('others')} choices={others} chosen={chosen} onChoose={choose} />
        )}
        {ready && takes.length + others.length === 0 && <p className="text-muted">{t('noOthers')}</p>}
        {hasNextPage && (
          <Button disabled={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
