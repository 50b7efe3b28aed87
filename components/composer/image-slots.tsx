import { ImagePlus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type DraftImage, fillDraft, getDraft, useSettings } from '@/components/studio/draft';
import type { Model } from '@/lib/providers/wire';
import { fieldId } from './field';
import { type Refusal, readFirstFrame } from './read-first-frame';
import { mostOf } from './to-create';

type SlotProps = {
  id?: string;
  label: string;
  removeLabel: string;
  image: DraftImage | null;
  onFile: (file: File) => void;
  onRemove: () => void;
};

/** A place for one image: a dashed tile with a plus, or the image. */
function Slot({ id, label, removeLabel, image, onFile, onRemove }: SlotProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="group relative size-16 shrink-0">
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        hidden
        tabIndex={-1}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onFile(file);
          target.value = '';
        }}
      />
      <button
        type="button"
        id={id}
        aria-label={label}
        title={label}
        onClick={() => input.current?.click()}
        className={`flex size-full items-center justify-center overflow-hidden rounded-tile border text-faint transition-colors duration-150 ease-settle hover:border-accent hover:text-text ${image ? 'border-line' : 'border-line-strong border-dashed'}`}
      >
        {image ? (
          <img src={image.url} alt="" className="size-full object-cover" />
        ) : (
          <ImagePlus size={20} strokeWidth={1.5} aria-hidden />
        )}
      </button>
      {image && (
        <button
          type="button"
          aria-label={removeLabel}
          title={removeLabel}
          onClick={onRemove}
          className="absolute -top-2 -right-2 flex size-6 items-center justify-center rounded-full border border-line-strong bg-panel text-muted hover:text-text pointer-coarse:after:absolute pointer-coarse:after:-inset-2"
        >
          <X size={14} strokeWidth={1.5} aria-hidden />
        </button>
      )}
    </div>
  );
}

/** The images beside the first frame, where the model takes any: the last frame, and references. */
export function ImageSlots({ model }: { model: Model }) {
  const t = useTranslations('composer');
  const frame = useTranslations('composer.firstFrame');
  const { lastFrame, references } = useSettings();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const mostReferences = mostOf(model, 'reference');
  const takesLast = mostOf(model, 'last_frame') > 0;
  if (!takesLast && mostReferences === 0) return null;

  async function read(file: File, use: (image: DraftImage) => void) {
    const found = await readFirstFrame(file);
    setRefusal('refusal' in found ? found.refusal : null);
    if ('frame' in found) use(found.frame);
  }
  const setReference = (index: number, image: DraftImage | null) => {
    const next = [...getDraft().references];
    next.splice(index, 1, ...(image ? [image] : []));
    fillDraft({ references: next });
  };
  const shown: (DraftImage | null)[] = [...references.slice(0, mostReferences)];
  if (shown.length < mostReferences) shown.push(null);

  return (
    <div className="flex flex-wrap gap-6 pt-2">
      {takesLast && (
        <div>
          <p className="mb-1.5 text-13 text-muted">{t('lastFrame.label')}</p>
          <Slot
            id={fieldId('lastFrame')}
            label={t(lastFrame ? 'lastFrame.replace' : 'lastFrame.add')}
            removeLabel={t('lastFrame.remove')}
            image={lastFrame}
            onFile={(file) => read(file, (image) => fillDraft({ lastFrame: image }))}
            onRemove={() => fillDraft({ lastFrame: null })}
          />
        </div>
      )}
      {mostReferences > 0 && (
        <div>
          <p className="mb-1.5 text-13 text-muted">{t('references.label', { maximum: mostReferences })}</p>
          <div className="flex flex-wrap gap-3">
            {shown.map((image, index) => (
              <Slot
                key={image?.url ?? 'empty'}
                id={index === 0 ? fieldId('references') : undefined}
                label={t(image ? 'references.replace' : 'references.add', { number: index + 1 })}
                removeLabel={t('references.remove', { number: index + 1 })}
                image={image}
                onFile={(file) => read(file, (next) => setReference(index, next))}
                onRemove={() => setReference(index, null)}
              />
            ))}
          </div>
        </div>
      )}
      {refusal && (
        <p role="alert" className="w-full text-13 text-failed">
          {frame(refusal.reason, { name: refusal.name, size: refusal.size })}
        </p>
      )}
    </div>
  );
}
