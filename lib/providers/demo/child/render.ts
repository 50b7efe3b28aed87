/** Runs in a child process: plain Node reads this file and all that it imports. Draws and encodes one demo video. */
import { writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { createCanvas } from '@napi-rs/canvas';
import { createCamera } from './camera.ts';
import { createCaption } from './caption.ts';
import { createPicture } from './picture.ts';
import { createScene } from './scene.ts';
import { seededRandom } from './seeded-random.ts';
import type { Context } from './stage.ts';
import { openVideoWriter } from './video-writer.ts';

export type RenderWork = {
  prompt: string;
  width: number;
  height: number;
  fps: number;
  frames: number;
  seed: number;
  firstFramePath: string | null;
  lastFramePath: string | null;
  /** Rest after every frame, for whoever wants to watch a slow provider. */
  pauseMs: number;
  videoPath: string;
  thumbnailPath: string;
  spritesheetPath: string;
};

/** The contact sheet, as OpenAI gives one: stills read like a page. */
const sheet = { columns: 4, rows: 3, tileWidth: 320 };

/** The part of the length during which a given last frame comes in. */
const lastFrameShare = 0.4;

type Drawing = (context: Context, progress: number, seconds: number) => void;

async function createDrawing(work: RenderWork): Promise<Drawing> {
  const { prompt, width, height, seed, firstFramePath, lastFramePath } = work;
  const camera = createCamera(seededRandom(seed ^ 0x5eed));
  const first = firstFramePath && (await createPicture(firstFramePath, width, height));
  const last = lastFramePath && (await createPicture(lastFramePath, width, height));
  const scene = first ? null : createScene(prompt, seed, width, height);
  return (context, progress, seconds) => {
    if (first) first(context, camera(progress), 1);
    scene?.(context, camera(progress), seconds);
    const arrived = (progress - (1 - lastFrameShare)) / lastFrameShare;
    // It rests exactly as it was given when the video ends.
    if (last && arrived > 0) last(context, camera(1 - progress), arrived * arrived * (3 - 2 * arrived));
  };
}

/** Draws all frames, telling after each which share is encoded, from 0 to 1. */
export async function work(work: RenderWork, report: (progress: number) => void) {
  const { prompt, width, height, fps, frames, pauseMs } = work;
  const draw = await createDrawing(work);
  const drawCaption = createCaption(prompt, width, height);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });

  const tileHeight = Math.round((sheet.tileWidth * height) / width);
  const stills = createCanvas(sheet.columns * sheet.tileWidth, sheet.rows * tileHeight);
  const stillsContext = stills.getContext('2d');
  const count = sheet.columns * sheet.rows;
  let taken = 0;

  const video = await openVideoWriter(work.videoPath, width, height, fps);
  for (let frame = 0; frame < frames; frame++) {
    const seconds = frame / fps;
    draw(context, frames > 1 ? frame / (frames - 1) : 0, seconds);
    drawCaption(context, seconds);
    await video.add(canvas.data());
    if (frame === 0) await writeFile(work.thumbnailPath, await canvas.encode('webp', 82));
    // Still `taken` shows the frame at (taken + ½) ⁄ count of the length; a short video has fewer frames than stills.
    for (; taken < count && frame >= Math.floor(((taken + 0.5) / count) * frames); taken++) {
      const [column, row] = [taken % sheet.columns, Math.floor(taken / sheet.columns)];
      stillsContext.drawImage(
        canvas,
        column * sheet.tileWidth,
        row * tileHeight,
        sheet.tileWidth,
        tileHeight,
      );
    }
    report((frame + 1) / frames);
    if (pauseMs > 0) await setTimeout(pauseMs);
  }
  await video.finish();
  await writeFile(work.spritesheetPath, await stills.encode('jpeg', 82));
  return { frames };
}
