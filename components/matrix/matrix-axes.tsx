import { Dices } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { ratioName } from '@/components/composer/narrow-choices';
import { fillDraft, useDraft } from '@/components/studio/draft';
import { Button } from '@/components/ui/button';
import { FormField, inputLook } from '@/components/ui/form-field';
import { largestSeed } from '@/lib/jobs/job';
import type { Model } from '@/lib/providers/wire';
import { ChipSet } from './chip-set';
import { ListField } from './list-field';
import { readLines, readSeeds } from './read-list';
import type { Choice } from './use-matrix';

type MatrixAxesProps = { model: Model; choice: Choice; onChoose: (changes: Partial<Choice>) => void };

/** So many seeds are rolled at once. */
const rolledAtOnce = 4;

function Prompts({ choice, onChoose }: Omit<MatrixAxesProps, 'model'>) {
  const t = useTranslations('matrix');
  const compose = useTranslations('composer');
  const prompt = useDraft((draft) => draft.prompt);
  return (
    <div>
      <FormField label={compose('prompt')} hint={t('promptHint')} error={null}>
        {(ids) => (
          <textarea
            {...ids}
            value={prompt}
            rows={2}
            maxLength={32_000}
            onChange={(event) => fillDraft({ prompt: event.target.value })}
            className={`${inputLook} field-sizing-content block max-h-48 min-h-16 resize-none py-2`}
          />
        )}
      </FormField>
      {(choice.isPerLine || readLines(prompt).length > 1) && (
        <label className="mt-2 flex w-fit items-center gap-2 text-13 pointer-coarse:min-h-10">
          <input
            type="checkbox"
            checked={choice.isPerLine}
            onChange={(event) => onChoose({ isPerLine: event.target.checked })}
            className="size-4 accent-accent"
          />
          {t('perLine')}
        </label>
      )}
    </div>
  );
}

function Seeds({ choice, onChoose }: Omit<MatrixAxesProps, 'model'>) {
  const t = useTranslations('matrix');
  const { seeds, wrong } = readSeeds(choice.seeds);

  function roll() {
    const rolled = Array.from({ length: rolledAtOnce }, () => Math.floor(Math.random() * largestSeed));
    onChoose({ seeds: [...seeds, ...rolled].join(', ') });
  }

  return (
    <FormField
      label={t('seeds')}
      hint={t('seedsHint')}
      error={wrong.length > 0 ? t('wrongSeeds', { words: wrong.join(', ') }) : null}
    >
      {(ids) => (
        <div className="flex gap-2">
          <input
            {...ids}
            value={choice.seeds}
            placeholder="1, 2, 3"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChoose({ seeds: event.target.value })}
            className={`${inputLook} h-8 min-w-0 flex-1 tabular-nums pointer-coarse:h-10`}
          />
          <Button onClick={roll}>
            <Dices size={16} strokeWidth={1.5} aria-hidden />
            {t('roll', { count: rolledAtOnce })}
          </Button>
        </div>
      )}
    </FormField>
  );
}

/** What is multiplied: prompts, sizes, lengths, seeds, takes. */
export function MatrixAxes({ model, choice, onChoose }: MatrixAxesProps) {
  const t = useTranslations('matrix');
  const compose = useTranslations('composer');
  const units = useTranslations('common');
  const { sizes, seconds, seed, maximum_takes } = model.firstframe;
  const sayWrong = (words: string) => t('wrong', { words });

  return (
    <div className="space-y-4">
      <Prompts choice={choice} onChoose={onChoose} />
      <div className="grid gap-4 sm:grid-cols-2">
        {sizes.length > 0 ? (
          <ChipSet
            label={t('sizes')}
            values={sizes}
            chosen={choice.sizes}
            spell={(size) => `${ratioName(size)} · ${size.replace('x', '×')}`}
            onChange={(chosen) => onChoose({ sizes: chosen })}
          />
        ) : (
          <ListField
            label={t('sizes')}
            values={choice.sizes}
            placeholder="1280x720, 720x1280"
            isRight={(word) => /^[1-9]\d{0,4}x[1-9]\d{0,4}$/.test(word)}
            sayWrong={sayWrong}
            onChange={(chosen) => onChoose({ sizes: chosen })}
          />
        )}
        {seconds.values.length > 0 ? (
          <ChipSet
            label={t('lengths')}
            values={seconds.values}
            chosen={choice.lengths}
            spell={(value) => units('secondsShort', { seconds: value })}
            onChange={(chosen) => onChoose({ lengths: chosen })}
          />
        ) : (
          <ListField
            label={t('lengths')}
            values={choice.lengths.map(String)}
            placeholder="4, 8"
            isRight={(word) => /^\d+(\.\d+)?$/.test(word) && Number(word) > 0}
            sayWrong={sayWrong}
            onChange={(chosen) => onChoose({ lengths: chosen.map(Number) })}
          />
        )}
        {seed && <Seeds choice={choice} onChoose={onChoose} />}
        {maximum_takes > 1 && (
          <FormField label={t('takes')} error={null}>
            {(ids) => (
              <select
                {...ids}
                value={choice.takes}
                aria-label={`${compose('takes')}: ${t('takes')}`}
                onChange={(event) => onChoose({ takes: Number(event.target.value) })}
                className={`${inputLook} h-8 max-w-32 cursor-pointer pointer-coarse:h-10`}
              >
                {Array.from({ length: maximum_takes }, (_, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: they are the numbers themselves.
                  <option key={index} value={index + 1}>
                    ×{index + 1}
                  </option>
                ))}
              </select>
            )}
          </FormField>
        )}
      </div>
    </div>
  );
}
