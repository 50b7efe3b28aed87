import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useVideoAction } from '@/components/gallery/use-video-action';
import { Button } from '@/components/ui/button';
import { InlineConfirm } from '@/components/ui/inline-confirm';
import { showToast } from '@/components/ui/toast';
import type { Video } from '@/lib/jobs/wire';
import { AttachForm } from './attach-form';
import { Candidates } from './candidates';
import { type Way, wayOfAddress, ways } from './ways';

/**
 * The ways out for a video whose request was never answered: it is found at the provider, or a person names it there,
 * sends it again, or gives it up. One that was given up can still be found.
 */
export function UnsureWays({ video }: { video: Video }) {
  const t = useTranslations('unsure');
  const [way, setWay] = useState<Way | null>(wayOfAddress);
  const { act, isActing } = useVideoAction(video.id);
  const root = useRef<HTMLDivElement>(null);
  const isGivenUp = video.status === 'failed';
  const { label } = video.firstframe.provider;

  // Chosen on the tile already: the focus goes on from there, in the field or the question where there is one.
  useEffect(() => {
    const { current: element } = root;
    if (!element || wayOfAddress() === null) return;
    element.scrollIntoView({ block: 'nearest' });
    if (!element.contains(document.activeElement))
      element.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
  }, []);

  function focusWay(which: Way) {
    root.current?.querySelector<HTMLElement>(`[data-way="${which}"]`)?.focus();
  }

  /** These buttons go with the state, so the focus goes to what they stood in. */
  function leave() {
    root.current?.closest<HTMLElement>('[role="dialog"]')?.focus();
  }

  function close() {
    if (way) focusWay(way);
    setWay(null);
  }

  async function sendAgain() {
    if (await act(isGivenUp ? 'retry' : 'send-again')) {
      if (isGivenUp) close();
      else leave();
    }
  }

  async function giveUp() {
    if (await act('give-up')) close();
  }

  function attached() {
    leave();
    void showToast(t('attached'));
  }

  return (
    <div ref={root} className="space-y-3">
      <div className="grid grid-cols-2 gap-2">
        {ways
          .filter((each) => !(isGivenUp && each === 'give-up'))
          .map((each) => (
            <Button
              key={each}
              data-way={each}
              aria-expanded={way === each}
              className="aria-expanded:border-line-strong aria-expanded:bg-pressed"
              onClick={() => setWay(way === each ? null : each)}
            >
              {t(`way.${each}`)}
            </Button>
          ))}
      </div>
      {way === 'look' && <Candidates video={video} onAttached={attached} onAttach={() => setWay('attach')} />}
      {way === 'attach' && <AttachForm video={video} onAttached={attached} />}
      {way === 'send-again' && (
        <InlineConfirm action={t('sendAgainAction')} isBusy={isActing} onCancel={close} onConfirm={sendAgain}>
          {t(isGivenUp ? 'retryQuestion' : 'sendAgainQuestion', { label })}
        </InlineConfirm>
      )}
      {way === 'give-up' && !isGivenUp && (
        <InlineConfirm action={t('way.give-up')} isBusy={isActing} onCancel={close} onConfirm={giveUp}>
          {t('giveUpQuestion')}
        </InlineConfirm>
      )}
    </div>
  );
}
