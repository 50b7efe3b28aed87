import { Check, Crop, ImageOff, Info } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import { usualSizes } from '@/components/composer/chips';
import { Note } from '@/components/composer/note';
import { choicesOf, framingOf } from '@/components/composer/to-create';
import { openDialog } from '@/components/studio/dialogs';
import { type DraftImage, useSettings } from '@/components/studio/draft';
import { isCropped, leftOut, parsePixels } from '@/lib/media/framing';
import type { Model } from '@/lib/providers/wire';
import { turnedShape } from './move-framing';
import { nearestSize } from './nearest-size';
import { isTooLarge, shrunkPixels } from './too-large';

type FrameNoteProps = {
  model: Model;
  /** Takes a size in the place of the present one. */
  onSize: (size: string) => void;
};

const smallButton =
  'inline-flex h-7 items-center rounded-control border border-line bg-raised px-2 font-medium text-13 text-text transition-colors duration-150 ease-settle hover:bg-pressed pointer-coarse:h-10 pointer-coarse:px-3';

/** What is said of an image that is larger than the studio takes, and goes out as it is but for that. */
function LargeNote({ image }: { image: DraftImage }) {
  const t = useTranslations('framing');
  if (!isTooLarge(image.file, image)) return null;
  const { width, height } = shrunkPixels(image);
  return (
    <Note icon={Info} tone="text-unsure">
      {t('shrunk', { from: `${image.width}×${image.height}`, to: `${width}×${height}` })}
    </Note>
  );
}

/** What happens to the first frame on its way: nothing, a crop, or that it stays behind. */
export function FrameNote({ model, onSize }: FrameNoteProps) {
  const t = useTranslations('framing');
  const compose = useTranslations('composer');
  const format = useFormatter();
  const draft = useSettings();
  const image = draft.firstFrame;
  if (!image) return null;
  const { references, sizes } = model.firstframe;
  const field = references.find(({ role }) => role === 'first_frame');
  if (field?.needs_url && image.sourceUrl === undefined) {
    return (
      <Note icon={ImageOff} tone="text-unsure">
        {compose('needsUrl')}
      </Note>
    );
  }
  if (!field) {
    return (
      <Note icon={ImageOff} tone="text-unsure">
        {compose('firstFrame.notTaken')}
      </Note>
    );
  }
  const { size } = choicesOf(model, draft).choices;
  const frame = parsePixels(size);
  const framing = framingOf(model, 'first_frame', image, size);
  if (!frame || !framing) return <LargeNote image={image} />;
  const pixels = { width: String(image.width), height: String(image.height) };
  const frameIt = (
    <button
      type="button"
      className={smallButton}
      onClick={() => openDialog({ name: 'framing', slot: 'firstFrame' })}
    >
      {t('frameIt')}
    </button>
  );
  if (framing.fit === 'none' || !isCropped(image, frame, framing)) {
    const whole = t('shownWhole', pixels);
    const words = { crop: t('fitsWhole', pixels), blur: whole, colour: whole, none: t('asItIs') };
    const isAsItIs = framing.fit === 'none';
    return (
      <>
        <Note icon={isAsItIs ? Info : Check} tone={isAsItIs ? 'text-muted' : 'text-ready'} hasButtons>
          <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1.5">
            {words[framing.fit]}
            {frameIt}
          </span>
        </Note>
        {isAsItIs && <LargeNote image={image} />}
      </>
    );
  }
  const better = nearestSize(sizes.length > 0 ? sizes : usualSizes, turnedShape(image, framing.turn), size);
  const part = format.number(leftOut(image, frame, framing), { style: 'percent' });
  return (
    <Note icon={Crop} tone="text-unsure" hasButtons>
      <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1.5">
        {t('cropped', { ...pixels, size: `${frame.width}×${frame.height}`, part })}
        <span className="inline-flex gap-2">
          {frameIt}
          {better !== null && (
            <button
              type="button"
              className={smallButton}
              title={t('turnVideoTo', { size: better.replace('x', '×') })}
              onClick={() => onSize(better)}
            >
              {t('turnVideoShort')}
            </button>
          )}
        </span>
      </span>
    </Note>
  );
}
