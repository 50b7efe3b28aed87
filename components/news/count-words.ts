/** Which words tell of so many ends, as a key below `news` and `news.told`; `null` where there is nothing to tell. */
export function countWords({
  finished,
  failed,
}: {
  finished: number;
  failed: number;
}): 'both' | 'onlyFinished' | 'onlyFailed' | null {
  if (finished > 0) return failed > 0 ? 'both' : 'onlyFinished';
  return failed > 0 ? 'onlyFailed' : null;
}
