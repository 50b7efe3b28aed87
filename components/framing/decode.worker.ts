import { type Decoding, decode } from './decode';

/** Decodes one image beside the page, which would stand still for as long as a large one is shrunk. */
addEventListener('message', async ({ data }: MessageEvent<Decoding>) => {
  try {
    const bitmap = await decode(data);
    postMessage(bitmap, { transfer: [bitmap] });
  } catch {
    postMessage(null);
  }
});
