import { useMemo, useState } from 'react';
import { countPrompts, expandPrompt } from '@/components/composer/expand-prompt';
import { choicesOf, hasFirstFrame } from '@/components/composer/to-create';
import { getDraft, useDraft } from '@/components/studio/draft';
import { maximumBatch } from '@/lib/jobs/job';
import { estimatePrice } from '@/lib/jobs/price';
import type { Model } from '@/lib/providers/wire';
import { type Axes, countRows, expandMatrix, type Row } from './expand-matrix';
import { readLines, readSeeds } from './read-list';
import { totalPrice } from './total-price';

/** What is chosen besides the prompt, which is the draft's own. */
export type Choice = {
  sizes: readonly string[];
  lengths: readonly number[];
  /** As it was typed. */
  seeds: string;
  takes: number;
  /** Whether each line of the prompt is one of its own. */
  isPerLine: boolean;
};

/** What was chosen last, and for which draft: it comes back with that one. */
let last: { of: string; choice: Choice } | null = null;

function nameOf(model: Model): string {
  const { size, seconds, seed, takes } = getDraft();
  return JSON.stringify([model.firstframe.provider.id, model.id, size, seconds, seed, takes]);
}

function begin(model: Model): Choice {
  if (last?.of === nameOf(model)) return last.choice;
  const draft = getDraft();
  const { size, seconds } = choicesOf(model, draft).choices;
  return {
    sizes: size === null ? [] : [size],
    lengths: seconds === null ? [] : [seconds],
    seeds: model.firstframe.seed && draft.seed !== null ? String(draft.seed) : '',
    takes: Math.min(draft.takes, model.firstframe.maximum_takes),
    isPerLine: false,
  };
}

/** A list with one open place where nothing is in it. */
function orOpen<Value>(values: readonly Value[]): readonly (Value | null)[] {
  return values.length > 0 ? values : [null];
}

/** What is in the table, by its axes: counted before it is made, so that it never grows beyond a batch. */
export function useMatrix(model: Model) {
  const draft = useDraft((whole) => whole);
  const [choice, setChoice] = useState(() => begin(model));
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const hasReference = hasFirstFrame(model, draft);
  const { prompt, slotValues } = draft;
  const { sizes, lengths, seeds, takes, isPerLine } = choice;

  const { count, rows, duplicates } = useMemo(() => {
    const texts = isPerLine ? readLines(prompt) : [prompt.trim()].filter(Boolean);
    const open: Omit<Axes, 'prompts'> = {
      sizes: orOpen(sizes),
      lengths: orOpen(lengths),
      seeds: orOpen(model.firstframe.seed ? readSeeds(seeds).seeds : []),
      takes,
    };
    const prompts = texts.reduce((sum, text) => sum + countPrompts(text), 0);
    const count = prompts * countRows({ ...open, prompts: [''] });
    if (count > maximumBatch) return { count, rows: [], duplicates: 0 };
    const made = expandMatrix(
      model,
      { ...open, prompts: texts.flatMap((text) => expandPrompt(text, slotValues)) },
      hasReference,
    );
    return { count, ...made };
  }, [model, hasReference, prompt, slotValues, sizes, lengths, seeds, takes, isPerLine]);

  const chosen = rows.filter(({ key, faults }) => faults.length === 0 && !leftOut.has(key));
  const { price, provider } = model.firstframe;
  const priceOf = ({ size, seconds }: Row) =>
    estimatePrice({ price, isFree: provider.is_demo }, { size, seconds, takes: 1 });

  return {
    choice,
    choose(changes: Partial<Choice>) {
      const next = { ...choice, ...changes };
      setChoice(next);
      last = { of: nameOf(model), choice: next };
    },
    /** How many videos the axes span, also where they are too many to be listed. */
    count,
    rows,
    duplicates,
    leftOut,
    toggle(key: string) {
      const next = new Set(leftOut);
      if (!next.delete(key)) next.add(key);
      setLeftOut(next);
    },
    /** What would be sent. */
    chosen,
    priceOf,
    total: totalPrice(chosen.map(priceOf)),
  };
}
