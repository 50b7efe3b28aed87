/** From this length on, four characters of a key give nothing of it away. */
const shortestShown = 12;

/** What may be shown of a key: its end, or nothing of a short one. */
export function lastFourOf(apiKey: string): string {
  return apiKey.length < shortestShown ? '' : apiKey.slice(-4);
}
