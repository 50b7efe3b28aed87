import { type DraftImage, useSettings } from '@/components/studio/draft';
import { late } from '@/components/ui/late';
import { isCropped, parsePixels } from '@/lib/media/framing';
import type { Model } from '@/lib/providers/wire';
import type { Field } from './field';
import { ImageSlot, type TakeFiles } from './image-slot';
import { fieldProps } from './refusal';
import { choicesOf, framingOf, mostOf } from './to-create';

const LastFrame = late(() => import('./last-frame').then((module) => module.LastFrame));

type FrameSlotsProps = { model: Model | null; faulty: Field | null; onFiles: TakeFiles };

/** The slots at the left of the bar: the first frame and, where the model takes one, the last frame. */
export function FrameSlots({ model, faulty, onFiles }: FrameSlotsProps) {
  const draft = useSettings();
  const { firstFrame, lastFrame } = draft;
  const size = model && choicesOf(model, draft).choices.size;
  const frame = parsePixels(size);

  function isCut(role: 'first_frame' | 'last_frame', image: DraftImage | null): boolean | null {
    const framing = model && framingOf(model, role, image, size);
    if (!image || !framing || !frame || framing.fit === 'none') return null;
    return isCropped(image, frame, framing);
  }

  return (
    <div className="flex gap-1">
      <ImageSlot
        slot="firstFrame"
        image={firstFrame}
        isCropped={isCut('first_frame', firstFrame)}
        control={fieldProps('firstFrame', faulty)}
        onFiles={onFiles}
      />
      {model && mostOf(model, 'last_frame') > 0 && (
        // As wide as it will be.
        <div className="min-w-29 sm:min-w-31 pointer-coarse:min-w-31">
          <LastFrame
            isCropped={isCut('last_frame', lastFrame)}
            control={fieldProps('lastFrame', faulty)}
            onFiles={onFiles}
          />
        </div>
      )}
    </div>
  );
}
