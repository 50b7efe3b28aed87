import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { fillDraft, getDraft, useSettings } from '@/components/studio/draft';
import { moveReference } from '@/components/studio/draft-slots';
import { IconButton } from '@/components/ui/icon-button';
import type { Model } from '@/lib/providers/wire';
import type { Field } from './field';
import { ImageSlot, type TakeFiles } from './image-slot';
import { fieldProps } from './refusal';
import { mostOf } from './to-create';
import { useReorder } from './use-reorder';

type ReferenceSlotsProps = { model: Model; faulty: Field | null; onFiles: TakeFiles };

/** The reference images in their order, where the model takes any. They are moved by dragging or by their buttons. */
export function ReferenceSlots({ model, faulty, onFiles }: ReferenceSlotsProps) {
  const t = useTranslations('composer');
  const pictures = useTranslations('pictures');
  const draft = useSettings();
  const [said, setSaid] = useState('');
  const maximum = mostOf(model, 'reference');
  const images = draft.references.slice(0, maximum);
  const controlOf = (index: number) => (index === 0 ? fieldProps('references', faulty) : undefined);

  function move(from: number, to: number) {
    fillDraft(moveReference(getDraft(), from, to));
    setSaid(pictures('moved', { number: from + 1, to: to + 1, count: images.length }));
  }

  const { drag, list, handlersOf } = useReorder(move);
  if (maximum === 0) return null;
  return (
    <div className="pt-2">
      <p className="mb-1.5 text-13 text-muted">{t('references.label', { maximum })}</p>
      <ul ref={list} className="flex flex-wrap gap-3">
        {images.map((image, index) => (
          <li
            key={image.url}
            {...handlersOf(index)}
            style={
              drag?.from === index
                ? { transform: `translate(${drag.x}px, ${drag.y}px)`, zIndex: 1 }
                : undefined
            }
            className={`relative touch-pan-y rounded-tile ${drag?.from === index ? 'opacity-80' : ''} ${drag && drag.to === index && drag.from !== index ? 'ring-2 ring-accent ring-offset-2 ring-offset-panel' : ''}`}
          >
            <ImageSlot
              slot={index}
              image={image}
              isCropped={null}
              control={controlOf(index)}
              onFiles={onFiles}
            >
              <div className="flex items-center justify-between">
                <IconButton
                  label={pictures('moveLeft', { number: index + 1 })}
                  disabled={index === 0}
                  onClick={() => move(index, index - 1)}
                >
                  <ChevronLeft size={16} strokeWidth={1.5} aria-hidden />
                </IconButton>
                <span className="text-13 text-muted tabular-nums">{index + 1}</span>
                <IconButton
                  label={pictures('moveRight', { number: index + 1 })}
                  disabled={index === images.length - 1}
                  onClick={() => move(index, index + 1)}
                >
                  <ChevronRight size={16} strokeWidth={1.5} aria-hidden />
                </IconButton>
              </div>
            </ImageSlot>
          </li>
        ))}
        {images.length < maximum && (
          <li>
            <ImageSlot
              slot={images.length}
              image={null}
              isCropped={null}
              control={controlOf(images.length)}
              onFiles={onFiles}
            />
          </li>
        )}
      </ul>
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}
