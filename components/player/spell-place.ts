/** `00:02.417`, and `1:00:02.417` beyond an hour: when a frame begins. */
export function spellTime(seconds: number): string {
  const thousandths = Math.round(seconds * 1_000);
  const whole = Math.floor(thousandths / 1_000);
  const pad = (value: number, digits: number) => String(value).padStart(digits, '0');
  const tail = `${pad(Math.floor(whole / 60) % 60, 2)}:${pad(whole % 60, 2)}.${pad(thousandths % 1_000, 3)}`;
  return whole >= 3_600 ? `${Math.floor(whole / 3_600)}:${tail}` : tail;
}

/** The name of a saved frame: that of its video, and the frame's number as people are shown it, from 1. */
export function frameFileName(videoFile: string, frame: number): string {
  return `${videoFile.replace(/\.\w+$/, '')}_frame-${String(frame + 1).padStart(4, '0')}.png`;
}
