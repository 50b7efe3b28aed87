import { readFile } from 'node:fs/promises';
import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { expectNoViolation } from './expect-no-violation';
import { startFilmProvider } from './film-provider';
import { makeFilm } from './make-film';
import { readFrames } from './read-frames';
import { test as base, expect, type Studio, startStudio } from './studio';

/** Films of which each frame is lighter than the one before: how light it is says which one it is. */
const films = {
  one: { frames: 12, fps: 10 },
  two: { frames: 10, fps: 10 },
  tall: { frames: 10, fps: 10, width: 180, height: 320 },
} as const;
type Name = keyof typeof films;

type Cinema = { studio: Studio; ids: Record<Name, string> };

const test = base.extend<object, { cinema: Cinema }>({
  cinema: [
    async ({ playwright }, use) => {
      const written: Record<string, Buffer> = {};
      for (const [name, film] of Object.entries(films)) written[name] = await makeFilm(film);
      const provider = await startFilmProvider(written);
      const studio = await startStudio(provider.environment);
      const request = await playwright.request.newContext();
      const ids = { one: '', two: '', tall: '' };
      for (const name of Object.keys(films) as Name[]) ids[name] = await show(request, studio, name);
      await use({ studio, ids });
      await request.dispose();
      await studio.stop('SIGKILL');
      provider.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

async function show(request: APIRequestContext, { url }: Studio, prompt: Name): Promise<string> {
  const multipart = { prompt, model: 'projector-1' };
  const { id } = await (await request.post(`${url}/v1/videos`, { multipart })).json();
  const content = `${url}/v1/videos/${id}/content`;
  await expect.poll(async () => (await request.head(content)).status(), { timeout: 60_000 }).toBe(200);
  return id;
}

/** How light some frames of a film are, both ends included, counted from 0. */
function lightsOf(name: Name, first = 0, last = films[name].frames - 1): number[] {
  const step = 219 / (films[name].frames - 1);
  return Array.from({ length: last - first + 1 }, (_, index) => 16 + Math.round((first + index) * step));
}

/** Chooses videos in the gallery, and opens what stitches them. */
async function open(page: Page, { studio }: Cinema, names: readonly Name[]) {
  await page.goto(studio.url);
  for (const [index, name] of names.entries()) {
    const tile = page.getByRole('link', { name: new RegExp(`: ${name},`) });
    if (index === 0) {
      await tile.hover();
      await page.getByRole('checkbox', { name: `Select: ${name}` }).click();
    } else await tile.click();
  }
  const bar = page.getByRole('region', { name: 'Selected videos' });
  await bar.getByRole('button', { name: 'Stitch together…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Stitch videos' });
  await expect(dialog.getByRole('button', { name: /^Cut video/ })).toHaveCount(names.length);
  return dialog;
}

/** Downloads the newest file that the dialog offers, and sees that these are its frames, by how light each is. */
async function expectLights(page: Page, dialog: Locator, lights: readonly number[]): Promise<void> {
  const newest = dialog.getByRole('link', { name: 'Download' }).first();
  await expect(newest).toBeVisible({ timeout: 60_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), newest.click()]);
  expect(download.suggestedFilename()).toMatch(/^\d{4}-\d\d-\d\d_stitch_\w{6}\.mp4$/);
  const frames = await readFrames(await readFile(await download.path()));
  expect(frames.length).toBe(lights.length);
  // Neighbours are 19 apart or more.
  for (const [index, frame] of frames.entries())
    expect(Math.abs((frame[0] ?? 0) - (lights[index] ?? 0)), `frame ${index}`).toBeLessThan(8);
}

test('videos that are alike are put into another order and copied, and the file is there when one comes back', async ({
  page,
  cinema,
}) => {
  const dialog = await open(page, cinema, ['one', 'two']);
  await expect(dialog.getByText('They are alike, so they are copied without loss.')).toBeVisible();
  await expect(dialog.getByText('2 videos, 2.2 s together')).toBeVisible();
  await dialog.getByRole('button', { name: 'Move 1 later' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Cut video 1: two' })).toBeVisible();
  // Where it cannot go further the focus stays, and nothing moves.
  await expect(dialog.getByRole('button', { name: 'Move 2 later' })).toBeFocused();
  await expect(dialog.getByRole('button', { name: 'Move 2 later' })).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Cut video 1: two' })).toBeVisible();
  await expectNoViolation(page);
  await dialog.getByRole('button', { name: 'Stitch together' }).click();
  await expect(dialog.getByRole('listitem', { name: /^2 videos as one/ }).first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  // It is made all the same, it says so, and its file is where one is led.
  await expect(page.getByText('The stitched video is ready.')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expectLights(page, dialog, [...lightsOf('two'), ...lightsOf('one')]);
  await expect(dialog.getByText('Copied without loss, 320×180, 10 fps, 2.2 s')).toBeVisible();
  await expectNoViolation(page);
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(dialog.getByRole('link', { name: 'Download' })).toHaveCount(0);
});

test('a part is cut at its frames, which are seen meanwhile, by keys and by number', async ({
  page,
  cinema,
}) => {
  const dialog = await open(page, cinema, ['one', 'two']);
  await dialog.getByRole('button', { name: 'Cut video 1: one' }).click();
  await expect(dialog.getByRole('img', { name: 'Frame 1, the first of 1' })).toBeVisible();
  const first = dialog.getByRole('slider', { name: 'First frame, by sliding' });
  for (let press = 0; press < 3; press += 1) await first.press('ArrowRight');
  await dialog.getByRole('spinbutton', { name: 'Last frame' }).fill('8');
  await expect(dialog.getByRole('img', { name: 'Frame 8, the last of 1' })).toBeVisible();
  await expect(dialog.getByText('5 frames, 00:00.300–00:00.800')).toBeVisible();
  await expect(dialog.getByText('Where every cut falls on a key frame')).toBeVisible();
  await expectNoViolation(page);
  await dialog.getByRole('button', { name: 'Stitch together' }).click();
  await expectLights(page, dialog, [...lightsOf('one', 3, 7), ...lightsOf('two')]);
  await expect(dialog.getByText('Re-encoded, 320×180, 10 fps, 1.5 s')).toBeVisible();
});

test('where sizes differ it is said what happens, and one can be chosen', async ({
  page,
  cinema,
  request,
}) => {
  const dialog = await open(page, cinema, ['one', 'tall']);
  await expect(
    dialog.getByText('They do not agree in size, so all are re-encoded at 320×180, 10 fps.'),
  ).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Size' }).selectOption('180x320');
  await dialog.getByRole('combobox', { name: 'What does not fit' }).selectOption('crop');
  await dialog.getByRole('button', { name: 'Stitch together' }).click();
  await expect(dialog.getByText('Re-encoded, 180×320, 10 fps, 2.2 s')).toBeVisible({ timeout: 60_000 });
  const { data } = await (await request.get(`${cinema.studio.url}/api/stitches`)).json();
  expect(data[0]).toMatchObject({ status: 'completed', size: '180x320', fit: 'crop', made: { frames: 22 } });
});

/** The names of the parts in their order. */
const partsOf = (dialog: Locator) =>
  dialog
    .getByRole('button', { name: /^Cut video/ })
    .evaluateAll((parts) => parts.map((part) => part.getAttribute('aria-label')?.split(': ')[1]));

test('they stand in the order of choosing; what was arranged is there when one comes back, until it is started over', async ({
  page,
  cinema,
}) => {
  const dialog = await open(page, cinema, ['two', 'tall', 'one']);
  expect(await partsOf(dialog)).toEqual(['two', 'tall', 'one']);
  const startOver = dialog.getByRole('button', { name: 'Start over' });
  await expect(startOver).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('button', { name: 'Oldest first' }).click();
  expect(await partsOf(dialog)).toEqual(['one', 'two', 'tall']);
  await dialog.getByRole('button', { name: 'Cut video 2: two' }).click();
  await dialog.getByRole('spinbutton', { name: 'First frame' }).fill('4');
  await dialog.getByRole('combobox', { name: 'Size' }).selectOption('180x320');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  const bar = page.getByRole('region', { name: 'Selected videos' });
  await bar.getByRole('button', { name: 'Stitch together…' }).click();
  await expect(dialog.getByRole('button', { name: 'Cut video 3: tall' })).toBeVisible();
  expect(await partsOf(dialog)).toEqual(['one', 'two', 'tall']);
  await expect(dialog.getByRole('combobox', { name: 'Size' })).toHaveValue('180x320');
  await dialog.getByRole('button', { name: 'Cut video 2: two' }).click();
  await expect(dialog.getByRole('spinbutton', { name: 'First frame' })).toHaveValue('4');
  await startOver.click();
  await expect(startOver).toHaveAttribute('aria-disabled', 'true');
  expect(await partsOf(dialog)).toEqual(['two', 'tall', 'one']);
  await expect(dialog.getByRole('spinbutton', { name: 'First frame' })).toHaveValue('1');
});

/** How light the picture in front is, which says what frame it is. */
function lightSeen(player: Locator): Promise<number> {
  return player.evaluate((element) => {
    const views = [...element.querySelectorAll('canvas')];
    const view = views.find(({ style }) => style.zIndex === '1') ?? views[0];
    const copy = new OffscreenCanvas(1, 1).getContext('2d');
    if (view) copy?.drawImage(view, view.width / 2, view.height / 2, 1, 1, 0, 0, 1, 1);
    // The picture is in the full range, what the film was made of is not.
    return 16 + Math.round(((copy?.getImageData(0, 0, 1, 1).data[1] ?? -255) * 219) / 255);
  });
}

test('before it is made it is seen, from cut to cut and played; what was made is seen frame by frame', async ({
  page,
  cinema,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const dialog = await open(page, cinema, ['one', 'two']);
  await dialog.getByRole('spinbutton', { name: 'First frame' }).fill('4');
  await dialog.getByRole('spinbutton', { name: 'Last frame' }).fill('8');
  const lights = [...lightsOf('one', 3, 7), ...lightsOf('two')];
  const see = async (player: Locator, frame: number) => {
    await expect(player.getByText(`frame ${frame + 1}/${lights.length}`)).toBeVisible();
    await expect
      .poll(async () => Math.abs((await lightSeen(player)) - (lights[frame] ?? 0)), `frame ${frame}`)
      .toBeLessThan(8);
  };

  await dialog.getByRole('button', { name: 'Preview' }).click();
  const preview = dialog.getByRole('group', { name: 'Preview' });
  await see(preview, 0);
  await expect(preview.getByText('Video 1, frame 4')).toBeVisible();
  await expectNoViolation(page);
  await preview.getByRole('button', { name: 'To the next cut' }).click();
  await see(preview, 5);
  await expect(preview.getByText('Video 2, frame 1')).toBeVisible();
  // Its keys are heard while one is in it.
  await page.keyboard.press(',');
  await see(preview, 4);
  await expect(preview.getByText('Video 1, frame 8')).toBeVisible();
  await preview.getByRole('slider', { name: 'Place in the video' }).press('End');
  await see(preview, 14);
  await preview.getByRole('button', { name: 'Play (Space)' }).click();
  await expect(preview.getByText('Video 2, frame 1')).toBeVisible();
  await expect(preview.getByRole('button', { name: 'Play (Space)' })).toBeVisible({ timeout: 20_000 });
  await see(preview, 14);

  await dialog.getByRole('button', { name: 'Cut video 1: one' }).click();
  await expect(preview).toBeHidden();
  await dialog.getByRole('button', { name: 'Stitch together' }).click();
  const made = dialog.getByRole('group', { name: 'Watch' });
  await expect(made.getByText('frame 1/15')).toBeVisible({ timeout: 60_000 });
  await made.getByRole('button', { name: 'To the end' }).click();
  await made.getByRole('button', { name: 'Previous frame (,)' }).click();
  await see(made, 13);
  await expectNoViolation(page);
});

test('a video is dragged to another place', async ({ page, cinema }) => {
  const dialog = await open(page, cinema, ['one', 'two', 'tall']);
  const box = async (name: Name) => {
    const bounds = await dialog
      .getByRole('button', { name: new RegExp(`^Cut video \\d: ${name}$`) })
      .boundingBox();
    if (!bounds) throw new Error(`${name} is not there.`);
    return { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 };
  };
  const [from, to] = [await box('one'), await box('tall')];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
  const names = dialog.getByRole('button', { name: /^Cut video/ });
  await expect(names.last()).toHaveAccessibleName('Cut video 3: one');
  await dialog.getByRole('button', { name: 'Leave 2 out' }).click();
  await expect(names).toHaveCount(2);
  await expect(dialog.getByRole('button', { name: /^Leave/ })).toHaveCount(0);
});

test('a video that is gone by then is named, nothing is made, and the others go on without it', async ({
  page,
  cinema,
  request,
}) => {
  const { url } = cinema.studio;
  const change = (trashed: boolean) =>
    request.post(`${url}/api/videos/change`, { data: { ids: [cinema.ids.two], trashed } });
  const made = async () => (await (await request.get(`${url}/api/stitches`)).json()).data.length;
  const dialog = await open(page, cinema, ['one', 'two', 'tall']);
  const before = await made();
  try {
    expect((await change(true)).ok()).toBe(true);
    await dialog.getByRole('button', { name: 'Stitch together' }).click();
    await expect(dialog.getByRole('alert')).toHaveText('Video 2 is in the trash.');
    expect(await made()).toBe(before);
    await dialog.getByRole('button', { name: 'Leave 2 out' }).click();
    await expect(dialog.getByRole('alert')).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Stitch together' }).click();
    await expect(dialog.getByText('Re-encoded, 320×180, 10 fps, 2.2 s').first()).toBeVisible({
      timeout: 60_000,
    });
    expect(await made()).toBe(before + 1);
  } finally {
    await change(false);
  }
});
