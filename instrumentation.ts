/** Called by Next once per server process, before the first request. Next also compiles it for a runtime that has no Node. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { startRuntimeOrExit } = await import('@/lib/runtime');
    await startRuntimeOrExit();
  }
}
