import type { Model, WireLimits } from '@/lib/providers/wire';

/** What a draft chooses besides its words. */
export type Choices = {
  providerId: string | null;
  model: string | null;
  size: string | null;
  seconds: number | null;
};

/** A choice that had to become another: the model never takes it, or not beside the other choices. */
export type Narrowing = {
  field: 'size' | 'seconds' | 'fps' | 'takes';
  from: string;
  to: string;
  because: 'model' | 'rule';
};

/** The two that go together, or not. */
export type PairNarrowing = Narrowing & { field: 'size' | 'seconds' };

/** The model that a draft means: the one it names, else the first there is. */
export function findModel(models: readonly Model[], choices: Choices): Model | null {
  const isChosen = ({ id, firstframe }: Model) =>
    id === choices.model && firstframe.provider.id === choices.providerId;
  return models.find(isChosen) ?? models[0] ?? null;
}

/** The nearest of the allowed lengths; a tie goes to the shorter, which costs less. */
function nearest(wanted: number, allowed: readonly number[]): number {
  return (
    [...allowed].sort((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted) || one - other)[0] ??
    wanted
  );
}

/** What else the choices depend on. */
type Circumstances = { hasReference?: boolean; changed?: 'size' | 'seconds' };

type Pair = { size: string | null; seconds: number | null };

/** A number as limits can take it: the nearest listed one, or inside the range and on its steps. */
export function clamp(wanted: number, { values, minimum, maximum, step }: WireLimits): number {
  if (values.length > 0) return nearest(wanted, values);
  const floor = minimum ?? Number.NEGATIVE_INFINITY;
  const ceiling = maximum ?? Number.POSITIVE_INFINITY;
  const inside = Math.min(ceiling, Math.max(floor, wanted));
  if (!step) return inside;
  const from = minimum ?? 0;
  // Steps like 0.1 leave binary dust, which a provider would refuse.
  const onStep = (count: number) => Number((from + count * step).toFixed(6));
  const stepped = onStep(Math.round((inside - from) / step));
  return stepped > ceiling ? onStep(Math.floor((ceiling - from) / step)) : stepped;
}

/** Whether the model's rules allow a size and a length together. What is left to the provider breaks no rule. */
function isAllowed(model: Model, { size, seconds }: Pair, hasReference: boolean): boolean {
  return model.firstframe.conditions.every((rule) => {
    const { when } = rule;
    const applies =
      (!when.sizes || (size !== null && when.sizes.includes(size))) &&
      (!when.seconds || (seconds !== null && when.seconds.includes(seconds))) &&
      (when.has_reference === null || when.has_reference === hasReference);
    if (!applies) return true;
    return (
      (!rule.sizes || size === null || rule.sizes.includes(size)) &&
      (!rule.seconds || seconds === null || rule.seconds.includes(seconds))
    );
  });
}

/** The sizes that may be taken, the most wanted first. */
function sizesInOrder({ firstframe }: Model, wanted: string | null): (string | null)[] {
  const { sizes, default_size, conditions } = firstframe;
  const takes = (size: string | null): size is string =>
    size !== null && (sizes.length === 0 || sizes.includes(size));
  const ruled = conditions.flatMap((rule) => rule.sizes ?? []);
  const found = [wanted, default_size, ...sizes, ...ruled].filter(takes);
  return found.length > 0 ? [...new Set(found)] : [null];
}

/** The lengths that may be taken, the nearest to the wanted one first; a tie goes to the shorter, which costs less. */
function secondsInOrder({ firstframe }: Model, wanted: number | null): (number | null)[] {
  const { seconds: limits, default_seconds, conditions } = firstframe;
  const ruled = conditions.flatMap((rule) => rule.seconds ?? []);
  const aim = wanted ?? default_seconds ?? limits.values[0] ?? null;
  if (aim === null) return [null, ...ruled];
  const found = [aim, ...limits.values, ...ruled].map((value) => clamp(value, limits));
  return [...new Set(found)].sort((one, other) => Math.abs(one - aim) - Math.abs(other - aim) || one - other);
}

/** The size and length nearest to the wishes that the model takes together; the one just changed gives way last. */
function settle(model: Model, wishes: Pair, { hasReference = false, changed = 'size' }: Circumstances): Pair {
  const sizes = sizesInOrder(model, wishes.size);
  const lengths = secondsInOrder(model, wishes.seconds);
  const pairs =
    changed === 'size'
      ? sizes.flatMap((size) => lengths.map((seconds) => ({ size, seconds })))
      : lengths.flatMap((seconds) => sizes.map((size) => ({ size, seconds })));
  // Rules that leave nothing are the provider's to explain.
  const found = pairs.find((pair) => isAllowed(model, pair, hasReference)) ?? pairs[0];
  return found ?? wishes;
}

/**
 * The choices as a model can take them, and which had to change and why. Nothing chosen becomes the model's default in
 * silence: a default replaces no wish.
 */
export function narrowChoices(
  model: Model,
  choices: Choices,
  circumstances: Circumstances = {},
): { choices: Choices; narrowings: PairNarrowing[] } {
  const { sizes, seconds: limits, provider } = model.firstframe;
  const { size, seconds } = settle(model, choices, circumstances);
  const narrowings: PairNarrowing[] = [];
  if (choices.size !== null && size !== null && size !== choices.size) {
    const because = sizes.length === 0 || sizes.includes(choices.size) ? 'rule' : 'model';
    narrowings.push({ field: 'size', from: choices.size, to: size, because });
  }
  if (choices.seconds !== null && seconds !== null && seconds !== choices.seconds) {
    const because = clamp(choices.seconds, limits) === choices.seconds ? 'rule' : 'model';
    narrowings.push({ field: 'seconds', from: String(choices.seconds), to: String(seconds), because });
  }
  return { choices: { providerId: provider.id, model: model.id, size, seconds }, narrowings };
}

/** `16:9` for `1280x720`: the named ratio it is, or is within a hair of, else its reduced form. */
export function ratioName(size: string): string {
  const [width = 0, height = 0] = size.split('x').map(Number);
  const named = [
    [16, 9],
    [9, 16],
    [4, 3],
    [3, 4],
    [1, 1],
    [21, 9],
    [3, 2],
    [2, 3],
    [7, 4],
    [4, 7],
  ] as const;
  const found = named.find(
    ([across, down]) => Math.abs(width / height - across / down) < 0.01 * (across / down),
  );
  if (found) return found.join(':');
  const divide = (one: number, other: number): number => (other === 0 ? one : divide(other, one % other));
  const divisor = divide(width, height) || 1;
  return `${width / divisor}:${height / divisor}`;
}
