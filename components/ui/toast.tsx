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

/** Says something in passing, with one thing to do about it. */
export async function showToast(
  message: string,
  action?: { label: string; onClick: () => void },
): Promise<void> {
  const { toast } = await loadSonner();
  toast(message, { action, duration: action ? 8_000 : 4_000 });
}
