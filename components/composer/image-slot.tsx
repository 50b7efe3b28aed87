import { Check, Crop, ImagePlus, Images, X } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { openDialog } from '@/components/studio/dialogs';
import { type DraftImage, fillDraft, getDraft, type ImageSlot as Slot } from '@/components/studio/draft';
import { withImage } from '@/components/studio/draft-slots';
import { IconButton } from '@/components/ui/icon-button';
import type { FieldProps } from './refusal';
import { useSlotWords } from './use-slot-words';

/** Takes files that were given to a slot, or to none in particular. */
export type TakeFiles = (files: File[], slot: Slot | null) => void;

export type ImageSlotProps = {
  slot: Slot;
  image: DraftImage | null;
  /** Whether the video's frame cuts something off it; `null` where nobody knows. */
  isCropped: boolean | null;
  /** Its id, and what is wrong with it. */
  control?: FieldProps;
  onFiles: TakeFiles;
  /** What else can be done with it, under it. */
  children?: ReactNode;
};

/** How large the image is, and whether the video's frame would cut something off it: by a sign, not by colour alone. */
function SizeBadge({ image, isCropped }: Pick<ImageSlotProps, 'isCropped'> & { image: DraftImage }) {
  const t = useTranslations('pictures');
  const Sign = isCropped ? Crop : Check;
  const tone = !isCropped ? 'text-[oklch(0.82_0.15_152)]' : 'text-[oklch(0.85_0.13_80)]';
  return (
    <span className="pointer-events-none absolute inset-x-0 bottom-0 flex items-center justify-center gap-0.5 overflow-hidden rounded-b-[9px] bg-black/65 text-13 text-white tabular-nums tracking-tighter">
      {isCropped !== null && <Sign size={12} strokeWidth={2} aria-hidden className={`shrink-0 ${tone}`} />}
      {image.width}×{image.height}
      {isCropped !== null && <span className="sr-only">{t(isCropped ? 'cropped' : 'fits')}</span>}
    </span>
  );
}

/** A place for one image: a dashed tile with a plus, or the image. Files can be dropped on it. */
export function ImageSlot({ slot, image, isCropped, control, onFiles, children }: ImageSlotProps) {
  const t = useTranslations('pictures');
  const words = useSlotWords(slot, image);
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const edge = control?.['aria-invalid']
    ? 'border-failed'
    : isOver
      ? 'border-accent'
      : image
        ? 'border-line'
        : '';

  function drop(event: DragEvent) {
    setIsOver(false);
    const files = [...event.dataTransfer.files];
    // What is no file is for the page to make sense of; it learns here which slot was meant.
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files, slot);
  }

  return (
    <div className="w-20 shrink-0 sm:w-22">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button in it takes files too; dropping is another way. */}
      <div
        data-slot={slot}
        className="relative h-20 sm:h-22"
        onDragEnter={() => setIsOver(true)}
        onDragLeave={({ relatedTarget, currentTarget }) =>
          setIsOver(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))
        }
        onDrop={drop}
      >
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          multiple
          hidden
          tabIndex={-1}
          onChange={({ target }) => {
            onFiles([...(target.files ?? [])], slot);
            target.value = '';
          }}
        />
        <button
          type="button"
          id={control?.id}
          aria-describedby={control?.['aria-describedby']}
          aria-label={words.choose}
          title={words.choose}
          onClick={() => input.current?.click()}
          className={`flex size-full flex-col items-center justify-center gap-1 overflow-hidden rounded-tile border text-faint transition-colors duration-150 ease-settle hover:text-text ${image ? '' : 'border-dashed'} ${edge || 'border-line-strong hover:border-accent'}`}
        >
          {image ? (
            <img src={image.url} alt={words.alt} draggable={false} className="size-full object-cover" />
          ) : (
            <>
              <ImagePlus size={20} strokeWidth={1.5} aria-hidden />
              <span className="text-13">{words.hint}</span>
            </>
          )}
        </button>
        {image && <SizeBadge image={image} isCropped={isCropped} />}
        {image && (
          <button
            type="button"
            aria-label={words.remove}
            title={words.remove}
            onClick={() => fillDraft({ ...withImage(getDraft(), slot, null) })}
            className="absolute -top-2 -right-2 flex size-6 items-center justify-center rounded-full border border-line-strong bg-panel text-muted transition-colors duration-150 ease-settle after:absolute after:-inset-1 hover:text-text pointer-coarse:after:-inset-2"
          >
            <X size={14} strokeWidth={1.5} aria-hidden />
          </button>
        )}
      </div>
      <div className="mt-1 flex justify-center">
        {image && typeof slot !== 'number' && (
          <IconButton label={words.frame} onClick={() => openDialog({ name: 'framing', slot })}>
            <Crop size={16} strokeWidth={1.5} aria-hidden />
          </IconButton>
        )}
        {image ? (
          <IconButton label={words.library} onClick={() => openDialog({ name: 'pictures', slot })}>
            <Images size={16} strokeWidth={1.5} aria-hidden />
          </IconButton>
        ) : (
          <button
            type="button"
            aria-label={words.library}
            title={words.library}
            onClick={() => openDialog({ name: 'pictures', slot })}
            className="h-8 rounded-control px-2 text-13 text-muted transition-colors duration-150 ease-settle hover:bg-raised hover:text-text pointer-coarse:h-10"
          >
            {t('libraryShort')}
          </button>
        )}
      </div>
      {children}
    </div>
  );
}
