import { useSyncExternalStore } from 'react';

/** A create that is on its way. Its key is the `Idempotency-Key`, and later the tile's, so that the tile stays put. */
export type PendingSend = {
  key: string;
  prompt: string;
  size: string | null;
  /** How many videos were asked for; the one tile stands for all. */
  takes: number;
  previewUrl: string | null;
  sentAt: number;
};

const none: readonly PendingSend[] = [];
let sends = none;
const listeners = new Set<() => void>();

function change(next: readonly PendingSend[]): void {
  sends = next;
  for (const listener of listeners) listener();
}

export function addPendingSend(send: PendingSend): void {
  change([send, ...sends]);
}

/** Ends a create that is answered and shown, or refused; its picture goes with it. */
export function removePendingSend(key: string): void {
  const send = sends.find((candidate) => candidate.key === key);
  if (!send) return;
  change(sends.filter((candidate) => candidate !== send));
  if (send.previewUrl) URL.revokeObjectURL(send.previewUrl);
}

/** The creates on their way, newest first. */
export function usePendingSends(): readonly PendingSend[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => sends,
    () => none,
  );
}
