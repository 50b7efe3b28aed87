/**
 * Looks again and again until something is so.
 * @throws Error with the last thing seen, when it never is
 */
export async function waitFor<Seen>(
  what: string,
  look: () => Seen | Promise<Seen>,
  isSo: (seen: Seen) => boolean = Boolean,
  { timeoutMs = 30_000, everyMs = 50 } = {},
): Promise<Seen> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (performance.now() > until) {
      const last = JSON.stringify(seen)?.slice(0, 2_000);
      throw new Error(`Not so within ${timeoutMs} ms: ${what}. Last: ${last}`);
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
