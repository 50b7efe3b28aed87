/** A browser shows the frame that was sought within a few of its own; where it was there already, it says nothing. */
const shownWithinMs = 250;

/** Seeks, and waits until what is shown is the frame at that time. @param seconds since the beginning */
export async function showFrameAt(video: HTMLVideoElement, seconds: number): Promise<void> {
  const { promise: presented, resolve } = Promise.withResolvers<void>();
  video.requestVideoFrameCallback(() => resolve());
  const sought = new Promise((done) => video.addEventListener('seeked', done, { once: true }));
  video.currentTime = seconds;
  await sought;
  await Promise.race([presented, new Promise((done) => setTimeout(done, shownWithinMs))]);
}

/** The frame that a video shows, at its own pixels, as PNG. @param name of the file, without its ending */
export async function grabFrame(video: HTMLVideoElement, name: string): Promise<File> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('No image was made.');
  return new File([blob], `${name}.png`, { type: 'image/png' });
}

/** `0:02.417` */
export function spellTime(seconds: number): string {
  const thousandths = Math.round(seconds * 1_000);
  const whole = Math.floor(thousandths / 1_000);
  const pad = (value: number, digits: number) => String(value).padStart(digits, '0');
  return `${Math.floor(whole / 60)}:${pad(whole % 60, 2)}.${pad(thousandths % 1_000, 3)}`;
}
