import { useEffect, useId, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { fillDraft, getDraft, useDraft } from '@/components/studio/draft';
import { usePendingSends } from '@/components/studio/pending-sends';
import { inputLook } from '@/components/ui/form-field';
import { earlierValues, keepValues } from './earlier-values';
import { findSlots, readSlots, slotValue } from './prompt-slots';

type SlotFieldsProps = {
  /** The slot that a send was stopped for; another object for each time. */
  missed: { slot: string } | null;
};

type SlotFieldProps = { slot: string; isMissed: boolean };

function SlotField({ slot, isMissed }: SlotFieldProps) {
  const t = useTranslations('prompts');
  const id = useId();
  const value = useDraft(({ slotValues }) => (Object.hasOwn(slotValues, slot) ? slotValues[slot] : '') ?? '');
  const isWrong = isMissed && value.trim() === '';
  return (
    <div className="min-w-0 flex-1 basis-36">
      <label htmlFor={id} className="mb-1 block truncate text-13 text-muted">
        {slot}
      </label>
      <input
        id={id}
        list={`${id}-earlier`}
        value={value}
        maxLength={2_000}
        autoComplete="off"
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? `${id}-missing` : undefined}
        onChange={(event) =>
          fillDraft({ slotValues: { ...getDraft().slotValues, [slot]: event.target.value } })
        }
        className={`${inputLook} h-8 pointer-coarse:h-10`}
      />
      <datalist id={`${id}-earlier`}>
        {earlierValues(slot).map((earlier) => (
          <option key={earlier} value={earlier} />
        ))}
      </datalist>
      {isWrong && (
        <p id={`${id}-missing`} role="alert" className="mt-1 break-words text-13 text-failed">
          {t('slots.missing', { slot })}
        </p>
      )}
    </div>
  );
}

/** A field for each `{slot}` of the prompt, and below them what is sent with it. */
export function SlotFields({ missed }: SlotFieldsProps) {
  const t = useTranslations('prompts');
  const fields = useRef<HTMLFieldSetElement>(null);
  const prompt = useDraft((draft) => draft.prompt);
  const values = useDraft((draft) => draft.slotValues);
  const lastSend = usePendingSends()[0]?.key;
  const slots = findSlots(prompt);

  useEffect(() => {
    if (missed) fields.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [missed]);

  useEffect(() => {
    if (lastSend === undefined) return;
    const draft = getDraft();
    const sent = findSlots(draft.prompt).map((slot) => [slot, slotValue(draft.slotValues, slot)]);
    keepValues(Object.fromEntries(sent));
  }, [lastSend]);

  let place = 0;
  const pieces = readSlots(prompt).map((piece) => {
    place += 1;
    if ('words' in piece) return piece.words;
    const value = slotValue(values, piece.slot);
    return value === '' ? (
      <span key={place} className="text-faint">{`{${piece.slot}}`}</span>
    ) : (
      <b key={place} className="font-medium text-text">
        {value}
      </b>
    );
  });

  return (
    <fieldset ref={fields} className="mt-3 border-line border-t pt-3">
      <legend className="sr-only">{t('slots.label')}</legend>
      <div className="-m-1 flex max-h-[30dvh] flex-wrap gap-3 overflow-y-auto p-1">
        {slots.map((slot) => (
          <SlotField key={slot} slot={slot} isMissed={missed?.slot === slot} />
        ))}
      </div>
      <p className="mt-2 line-clamp-3 break-words text-13 text-muted">
        {t('slots.sends')} {pieces}
      </p>
    </fieldset>
  );
}
