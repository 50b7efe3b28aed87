import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { APIRequestContext, Page } from '@playwright/test';
import { startFilmProvider } from './film-provider';
import { startGuidedProvider } from './guided-provider';
import { test as base, expect, type Studio, startStudio } from './studio';

type Guided = Awaited<ReturnType<typeof startGuidedProvider>>;

/** A studio with videos whose frames carry their number, and a provider that keeps the frames it is given. */
export type Screening = { studio: Studio; guided: Guided; ids: Record<'uneven' | 'turned', string> };

const film = (name: string) => readFile(path.join(import.meta.dirname, 'videos', `${name}.mp4`));

async function makeVideo(request: APIRequestContext, { url }: Studio, prompt: string): Promise<string> {
  const multipart = { prompt, model: 'projector-1' };
  const { id } = await (await request.post(`${url}/v1/videos`, { multipart })).json();
  const content = `${url}/v1/videos/${id}/content`;
  await expect.poll(async () => (await request.head(content)).status(), { timeout: 60_000 }).toBe(200);
  return id;
}

export const test = base.extend<object, { screening: Screening }>({
  screening: [
    async ({ playwright }, use) => {
      const provider = await startFilmProvider({
        uneven: await film('uneven'),
        turned: await film('turned'),
      });
      const guided = await startGuidedProvider();
      const studio = await startStudio({ ...provider.environment, ...guided.environment });
      const request = await playwright.request.newContext();
      const ids = {
        uneven: await makeVideo(request, studio, 'uneven'),
        turned: await makeVideo(request, studio, 'turned'),
      };
      await use({ studio, guided, ids });
      await request.dispose();
      await studio.stop('SIGKILL');
      provider.close();
      guided.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** Opens a video in the room, and stops it at its first frame. */
export async function openRoom(page: Page, { studio, ids }: Screening, name: keyof Screening['ids']) {
  await page.goto(`${studio.url}/videos/${ids[name]}`);
  const room = page.getByRole('dialog');
  await expect(room.getByRole('button', { name: 'Pause (Space)' })).toBeVisible();
  await page.keyboard.press('k');
  await room.getByRole('button', { name: 'To the beginning' }).click();
  await expect(room.getByText('frame 1/')).toBeVisible();
  return room;
}

/** What the slider says: the number of the frame, from 1. */
export async function frameSaid(page: Page): Promise<number> {
  return Number(await page.getByRole('slider', { name: 'Place in the video' }).getAttribute('aria-valuenow'));
}
