/**
 * Has the worker (`public/sw.js`) forget videos that were deleted for good, so that it does not show them any more.
 * @param ids `any` where it is not known which they were: then it forgets all
 */
export async function forgetPurged(ids: readonly string[] | 'any'): Promise<void> {
  // Without HTTPS, or where the browser forbids it, there is no worker, and nothing that it keeps.
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  registration?.active?.postMessage({ purged: ids });
}
