'use client';

import { late } from './late';

/** Loaded with the first message, since most visits show none. */
const loadSonner = () => import('sonner');

const SonnerToaster = late(() => loadSonner().then(({ Toaster }) => Toaster));

/** Where messages appear: above everything, out of the way of the composer. */
export function Toaster() {
  return (
    <SonnerToaster
      position="top-center"
      gap={8}
      toastOptions={{
        classNames: {
          toast: 'ff-toast',
          actionButton: 'ff-toast-action',
        },
      }}
    />
  );
}

const lastOfKind = new Map<string, string | number>();

/**
 * Says something in passing, with one thing to do about it.
 * @param kind of such messages only the newest stays
 */
export async function showToast(
  message: string,
  action?: { label: string; onClick: () => void },
  kind?: string,
): Promise<void> {
  const { toast } = await loadSonner();
  const id = toast(message, { action, duration: action ? 8_000 : 4_000 });
  if (kind === undefined) return;
  const last = lastOfKind.get(kind);
  if (last !== undefined) toast.dismiss(last);
  lastOfKind.set(kind, id);
}
