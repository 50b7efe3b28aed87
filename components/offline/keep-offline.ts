/**
 * Sets the worker up that keeps what is seen (`public/sw.js`), one for each build, and tells it what was loaded before it
 * was there.
 * @param build what tells this build from every other, so that an update takes the place of the old worker
 */
export async function keepOffline(build: string): Promise<void> {
  const registration = await navigator.serviceWorker.register(`/sw.js?build=${encodeURIComponent(build)}`);
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  if (!worker) return;
  await new Promise<void>((resolve) => {
    const check = () => worker.state === 'activated' && resolve();
    worker.addEventListener('statechange', check);
    check();
  });
  worker.postMessage({ seen: performance.getEntriesByType('resource').map(({ name }) => name) });
}
