import type { Pixels } from '@/lib/media/framing';
import { type Decoding, decode } from './decode';

/** With fewer pixels an image is decoded before a worker has begun. */
const mostPixelsHere = 8_000_000;

/** Runs a decoding in a worker, which is ended afterwards: that gives its memory back at once. `null`: it could not. */
async function decodeInWorker(decoding: Decoding): Promise<ImageBitmap | null> {
  const worker = new Worker(new URL('./decode.worker.ts', import.meta.url));
  try {
    return await new Promise<ImageBitmap | null>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<ImageBitmap | null>) => resolve(data);
      worker.onerror = () => resolve(null);
      worker.postMessage(decoding);
    });
  } finally {
    worker.terminate();
  }
}

/**
 * Decodes an image so that the page stays quick.
 * @param whole how many pixels it has
 * @throws where the browser cannot decode it
 */
export async function decodeAside(decoding: Decoding, whole: Pixels): Promise<ImageBitmap> {
  const isLarge = whole.width * whole.height > mostPixelsHere;
  // Where there is no worker to be had, or none that can decode, the page itself does it, or says why it cannot.
  return (isLarge ? await decodeInWorker(decoding) : null) ?? decode(decoding);
}
