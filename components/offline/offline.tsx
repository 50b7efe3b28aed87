'use client';

import { useEffect } from 'react';

/** Long after everything that is waited for. */
const afterMs = 3_000;

/** Makes the studio open without a connection from the next time on, where the browser can keep something for it. */
export function Offline({ build }: { build: string }) {
  useEffect(() => {
    if (!window.isSecureContext || !('serviceWorker' in navigator)) return;
    const timer = setTimeout(() => {
      import('./keep-offline')
        .then(({ keepOffline }) => keepOffline(build))
        .catch(() => {
          // A browser may forbid it, or the studio be away already; then it is as it was.
        });
    }, afterMs);
    return () => clearTimeout(timer);
  }, [build]);
  return null;
}
