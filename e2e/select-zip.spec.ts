import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { APIRequestContext } from '@playwright/test';
import { openPromise } from 'yauzl';
import { action, ask, box, expect, read, test, tile } from './select-studio';
import type { Studio } from './studio';

/** Has the demo make videos of these prompts. */
async function make(
  request: APIRequestContext,
  studio: Studio,
  prompts: readonly string[],
): Promise<string[]> {
  const ids = await ask(request, studio, prompts, { seconds: '2', size: '480x854' });
  for (const id of ids)
    await expect
      .poll(async () => (await read(request, studio, id)).status, { timeout: 90_000 })
      .toBe('completed');
  return ids;
}

test('what is chosen is saved as one zip, whose files are those of the studio', async ({
  page,
  freshStudio,
  request,
}) => {
  const [first = '', third = ''] = await make(request, freshStudio, ['One', 'Three']);
  const gone = await request.post(`${freshStudio.url}/v1/videos`, { data: { prompt: 'Four', seconds: '8' } });
  expect(gone.status()).toBe(200);
  await page.goto(freshStudio.url);
  await tile(page, 'One').hover();
  await expect(box(page, 'One')).toBeVisible();
  // One that is not finished is left out.
  for (const name of ['One', 'Three', 'Four']) await tile(page, name).click({ modifiers: ['ControlOrMeta'] });
  await expect(action(page, /^Download as a zip/)).toBeVisible();
  const saving = page.waitForEvent('download');
  await action(page, /^Download/).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/^firstframe_\d{4}-\d\d-\d\d\.zip$/);
  const zip = await openPromise(await download.path(), { autoClose: false });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, Buffer.concat(await (await zip.openReadStreamPromise(entry)).toArray()));
  zip.close();
  const names = [...files.keys()];
  expect(names.filter((name) => name.endsWith('.mp4')).map((name) => name.split('_')[1])).toEqual(
    expect.arrayContaining(['One', 'Three']),
  );
  for (const id of [first, third]) {
    const { firstframe } = await read(request, freshStudio, id);
    const bytes = files.get(firstframe.filename);
    expect(
      createHash('sha256')
        .update(bytes ?? '')
        .digest('hex'),
    ).toBe(firstframe.got.sha256);
    expect(bytes).toEqual(await readFile(`${freshStudio.dataFolder}/videos/${id}/video.mp4`));
    expect(JSON.parse(String(files.get(`videos/${id}/video.json`))).id).toBe(id);
  }
  expect(names.filter((name) => name.endsWith('.mp4'))).toHaveLength(2);
  // What it gave it takes again.
  const zipBytes = await readFile(await download.path());
  const headers = { 'content-type': 'application/zip' };
  const report = await request.post(`${freshStudio.url}/api/import`, { headers, data: zipBytes });
  expect(await report.json()).toEqual({ imported: 0, present: 2, refused: [] });

  await page.keyboard.press('Escape');
  await tile(page, 'Three').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Use its last frame' }).click();
  await expect(page.getByRole('img', { name: 'The chosen first frame' })).toBeVisible();
});
