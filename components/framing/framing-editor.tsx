import { Proportions } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { usualSizes } from '@/components/composer/chips';
import { type Narrowing, narrowChoices } from '@/components/composer/narrow-choices';
import { choicesOf, framingOf } from '@/components/composer/to-create';
import { type DraftImage, fillDraft, getDraft } from '@/components/studio/draft';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { clampFraming, defaultFraming, type Framing, fits, parsePixels } from '@/lib/media/framing';
import type { Model } from '@/lib/providers/wire';
import { FramingControls } from './framing-controls';
import { FramingStage } from './framing-stage';
import { FramingState } from './framing-state';
import { turnedShape } from './move-framing';
import { nearestSize } from './nearest-size';
import { type OpenPicture, openPicture } from './open-picture';

type FramingEditorProps = {
  slot: 'firstFrame' | 'lastFrame';
  image: DraftImage;
  model: Model;
  onClose: () => void;
};

const roles = { firstFrame: 'first_frame', lastFrame: 'last_frame' } as const;

function isSame(one: Framing, other: Framing): boolean {
  return (Object.keys(one) as (keyof Framing)[]).every((field) => one[field] === other[field]);
}

/** Frames one image to the pixels that will be sent. Nothing of it is in the draft before it is done. */
export function FramingEditor({ slot, image, model, onClose }: FramingEditorProps) {
  const t = useTranslations('framing');
  const composer = useTranslations('composer');
  const common = useTranslations('common');
  const hintId = useId();
  const [choices, setChoices] = useState(() => choicesOf(model, getDraft()).choices);
  const [narrowings, setNarrowings] = useState<Narrowing[]>([]);
  const [framing, setFraming] = useState(
    () => framingOf(model, roles[slot], image, choices.size) ?? image.framing ?? defaultFraming,
  );
  const [picture, setPicture] = useState<OpenPicture | null>(null);

  useEffect(() => {
    let isGone = false;
    openPicture(image.file).then(
      (opened) => !isGone && setPicture(opened),
      // It was opened once when it was chosen; an empty stage is all there is to say.
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [image.file]);

  const frame = parsePixels(choices.size);
  const taken = model.firstframe.references.find(({ role }) => role === roles[slot]);
  const { sizes } = model.firstframe;
  const better = nearestSize(
    sizes.length > 0 ? sizes : usualSizes,
    turnedShape(image, framing.turn),
    choices.size,
  );

  const move = (change: (framing: Framing) => Framing) =>
    setFraming((now) => (frame ? clampFraming(image, frame, change(now)) : now));

  function turnVideo() {
    if (better === null) return;
    const before = { ...getDraft(), ...choices };
    const circumstances = { changed: 'size', hasReference: true } as const;
    const turned = narrowChoices(model, { ...before, size: better }, circumstances);
    const wanted = choices.size;
    setChoices(turned.choices);
    setNarrowings([
      ...(wanted !== null && turned.choices.size !== null
        ? [{ field: 'size', from: wanted, to: turned.choices.size, because: 'rule' } as const]
        : []),
      ...turned.narrowings.filter(({ field }) => field === 'seconds'),
    ]);
    const next = parsePixels(turned.choices.size);
    // What was out of the frame may be in it now, so it begins anew in its middle.
    if (next) setFraming((now) => clampFraming(image, next, { ...now, x: 0, y: 0, zoom: 1 }));
  }

  function finish() {
    const now = getDraft()[slot];
    if (!now) return onClose();
    const chosen = isSame(framing, defaultFraming) ? null : framing;
    fillDraft({
      [slot]: { ...now, framing: chosen },
      ...(narrowings.length > 0 ? { size: choices.size, seconds: choices.seconds } : {}),
    });
    onClose();
  }

  const spell = ({ field, from, to }: Narrowing) => {
    const say = (value: string) =>
      field === 'seconds' ? common('secondsShort', { seconds: value }) : value.replace('x', '×');
    return `${composer(field)} ${say(from)} → ${say(to)}`;
  };

  return (
    <Dialog
      title={t(`title.${slot}`)}
      width="wide"
      onClose={onClose}
      footer={
        <>
          <FramingState image={image} frame={frame} framing={framing} />
          <Button look="bare" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button look="primary" onClick={finish}>
            {t('done')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_15rem]">
        <div className="min-w-0">
          <FramingStage
            picture={picture}
            frame={framing.fit === 'none' ? null : frame}
            framing={framing}
            describedBy={hintId}
            onMove={move}
          />
          <p id={hintId} className="mt-2 text-13 text-faint pointer-coarse:hidden">
            {t('hint')}
          </p>
        </div>
        <div className="min-w-0 space-y-4">
          <FramingControls
            framing={framing}
            frame={frame}
            fits={taken?.is_fitted ? fits.filter((fit) => fit !== 'none') : fits}
            onMove={move}
          />
          <div className="border-line border-t pt-3">
            <Button disabled={better === null} onClick={turnVideo} className="w-full">
              <Proportions size={16} strokeWidth={1.5} aria-hidden />
              {t('turnVideo')}
            </Button>
            <p aria-live="polite" className="mt-1.5 min-h-9 text-13 text-muted">
              {narrowings.length > 0
                ? narrowings.map(spell).join(', ')
                : better !== null && t('turnVideoTo', { size: better.replace('x', '×') })}
            </p>
          </div>
        </div>
      </div>
    </Dialog>
  );
}
