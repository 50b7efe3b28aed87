import type { Model } from '@/lib/providers/wire';

/** What a draft chooses besides its words. */
export type Choices = {
  providerId: string | null;
  model: string | null;
  size: string | null;
  seconds: number | null;
};

/** A choice that had to become another. */
export type Narrowing = { field: 'size' | 'seconds'; from: string; to: string };

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

/**
 * The choices as a model can take them, and which had to change. Nothing chosen becomes the model's default in silence:
 * a default replaces no wish.
 */
export function narrowChoices(model: Model, choices: Choices): { choices: Choices; narrowings: Narrowing[] } {
  const { sizes, default_size, default_seconds, provider } = model.firstframe;
  const lengths = model.firstframe.seconds.values;
  const narrowings: Narrowing[] = [];

  let size = choices.size ?? default_size ?? sizes[0] ?? null;
  if (size !== null && sizes.length > 0 && !sizes.includes(size)) {
    const to = default_size ?? sizes[0] ?? size;
    if (choices.size !== null) narrowings.push({ field: 'size', from: choices.size, to });
    size = to;
  }
  let seconds = choices.seconds ?? default_seconds ?? lengths[0] ?? null;
  if (seconds !== null && lengths.length > 0 && !lengths.includes(seconds)) {
    const to = nearest(seconds, lengths);
    if (choices.seconds !== null)
      narrowings.push({ field: 'seconds', from: String(choices.seconds), to: String(to) });
    seconds = to;
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
