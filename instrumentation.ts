/** Called by Next once per server process, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startRuntime } = await import('@/lib/runtime');
  try {
    await startRuntime();
  } catch (error) {
    // Next would go on without a studio behind it; a line of words and an end is what helps.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
