import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import sharp from 'sharp';

export type Seed = {
  count: number;
  /** Over how many days, the last of them today. */
  days: number;
  /** When the newest was made (Unix milliseconds). */
  newestAt?: number;
  /** Whether their prompts can be searched for, which takes far longer to write. */
  isSearched?: boolean;
  /** The sizes in turn. */
  sizes?: readonly (readonly [width: number, height: number])[];
};

const usualSizes = [
  [1280, 720],
  [1280, 720],
  [720, 1280],
  [1280, 720],
  [1024, 1024],
] as const;

const hues = [20, 60, 110, 170, 220, 280, 330];
const dayMs = 86_400_000;

/** The name that the n-th video of a seeded library has in its prompt; 1 is the oldest. */
export function promptOf(number: number): string {
  return `Shot ${number}: a wide view of the valley at dawn`;
}

/** Pictures that all seeded videos share, by their storage keys: one for each size and hue. */
async function writePictures(folder: string, sizes: readonly (readonly [number, number])[]): Promise<void> {
  mkdirSync(path.join(folder, 'videos', 'seeded'), { recursive: true });
  for (const [width, height] of sizes) {
    for (const hue of hues) {
      const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="${width / 2}" height="${height / 2}"><defs>
        <linearGradient id="sky" x2="0" y2="1"><stop stop-color="hsl(${hue} 45% 62%)"/>
        <stop offset="1" stop-color="hsl(${hue + 40} 55% 18%)"/></linearGradient></defs>
        <rect width="100%" height="100%" fill="url(#sky)"/><circle cx="70%" cy="30%" r="9%" fill="hsl(${hue} 80% 88%)"/></svg>`;
      const bytes = await sharp(Buffer.from(picture)).webp({ quality: 70 }).toBuffer();
      writeFileSync(path.join(folder, 'videos', 'seeded', `${width}x${height}-${hue}.webp`), bytes);
    }
  }
}

/** Writes finished videos straight into the database of a studio that is not running. They have pictures and no film. */
export async function seedLibrary(folder: string, seed: Seed): Promise<void> {
  const { count, days, newestAt = Date.now() - 60_000, isSearched = true, sizes = usualSizes } = seed;
  await writePictures(folder, sizes);
  const database = new DatabaseSync(path.join(folder, 'firstframe.sqlite'));
  const insert = database.prepare(`insert into jobs (id, change_sequence, status, provider_id, model, prompt,
    prompt_hash, request, batch_id, request_hash, warnings, saved, size, seconds, attempt, failures, created_at,
    updated_at, completed_at)
    values (?, ?, 'completed', 'demo', 'firstframe-demo', ?, ?, ?, ?, 'h', '[]', ?, ?, 4, 1, 0, ?, ?, ?)`);
  const { last } = database.prepare('select coalesce(max(change_sequence), 0) as last from jobs').get() ?? {};
  const index = database
    .prepare("select sql from sqlite_master where type = 'trigger' and name = 'jobs_added'")
    .get();
  database.exec('begin');
  if (!isSearched) database.exec('drop trigger jobs_added');
  for (let number = 1; number <= count; number += 1) {
    const at = Math.round(newestAt - ((count - number) * (days - 1) * dayMs) / Math.max(1, count - 1));
    const id = `video_${at.toString(16).padStart(12, '0')}${number.toString(16).padStart(20, '0')}`;
    const [width, height] = sizes[number % sizes.length] ?? [1280, 720];
    const prompt = promptOf(number);
    const size = `${width}x${height}`;
    const saved = JSON.stringify({
      videoKey: 'videos/seeded/video.mp4',
      thumbnailKey: `videos/seeded/${size}-${hues[number % hues.length]}.webp`,
      spritesheetKey: null,
      type: 'video/mp4',
      bytes: 1,
      sha256: '0'.repeat(64),
      width,
      height,
      seconds: 4,
      fps: 24,
      codec: 'avc1',
    });
    const hash = createHash('sha256').update(prompt).digest('hex').slice(0, 32);
    const request = JSON.stringify({ prompt, size, seconds: 4, references: [], options: {} });
    insert.run(id, Number(last) + number, prompt, hash, request, id, saved, size, at, at, at);
  }
  if (!isSearched) database.exec(String(index?.sql));
  database.exec('commit');
  database.close();
}
