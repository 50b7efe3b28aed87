/** As many videos as are looked at side by side. */
export const mostCompared = 4;

/**
 * Which of several videos are compared with one, in their order: it and those next to it. Nothing where it is not among
 * them, which it is not before it is ready.
 */
export function chooseForCompare(id: string, ids: readonly string[]): string[] {
  const own = ids.indexOf(id);
  if (own < 0) return [];
  const first = Math.max(0, Math.min(own - 1, ids.length - mostCompared));
  return ids.slice(first, first + mostCompared);
}
