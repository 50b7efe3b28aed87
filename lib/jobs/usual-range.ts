/** How long videos like one usually take, from the request to the saved file, in whole seconds. */
export type UsualRange = { low_seconds: number; high_seconds: number };

/** Fewer say nothing about the next one. */
const enough = 3;

/** Between these parts of all that were made lies what is usual; a few that hung for hours do not change it. */
const usualPart = { low: 0.15, high: 0.85 };

/** The value below which `part` of sorted values lie, between two of them where it falls there. */
function quantile(sorted: readonly number[], part: number): number {
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/** What is usual among some durations (milliseconds); `null` where there are too few to say. */
export function usualRange(durationsMs: readonly number[]): UsualRange | null {
  const sorted = durationsMs.filter((duration) => duration > 0).sort((one, other) => one - other);
  if (sorted.length < enough) return null;
  return {
    low_seconds: Math.max(1, Math.floor(quantile(sorted, usualPart.low) / 1_000)),
    high_seconds: Math.max(1, Math.ceil(quantile(sorted, usualPart.high) / 1_000)),
  };
}
