import type { APIRequestContext } from '@playwright/test';
import { expectNoViolation } from './expect-no-violation';
import { startPictureProvider } from './picture-provider';
import { photo } from './pictures';
import { expect, type Studio, startStudio, test } from './studio';

async function finished(request: APIRequestContext, studio: Studio, id: string): Promise<void> {
  await expect
    .poll(async () => (await (await request.get(`${studio.url}/v1/videos/${id}`)).json()).status, {
      timeout: 90_000,
    })
    .toBe('completed');
}

test('a frame that is used begins a video that knows where it comes from, over a reload too', async ({
  page,
  freshStudio,
  request,
}) => {
  const made = await request.post(`${freshStudio.url}/v1/videos`, {
    multipart: { prompt: 'A paper boat', seconds: '2', size: '854x480', n: '3' },
  });
  const { firstframe } = await made.json();
  const takes: string[] = firstframe.takes;
  for (const take of takes) await finished(request, freshStudio, take);
  const parent = takes[0] ?? '';

  await page.goto(`${freshStudio.url}/videos/${parent}`);
  const room = page.getByRole('dialog');
  const scrubber = room.getByRole('slider', { name: 'Place in the video' });
  await expect(scrubber).toBeVisible();
  await page.keyboard.press('k');
  await scrubber.press('Home');
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('.');
  await expect(room.getByText('frame 6/48')).toBeVisible();
  await room.getByRole('button', { name: 'Use frame as first frame' }).click();
  await expect(room).toBeHidden();
  await expect(page.getByRole('img', { name: 'The chosen first frame' })).toBeVisible();
  await page.waitForFunction(() => localStorage.getItem('firstframe.draft')?.includes('"frame":5'));
  await page.reload();
  await expect(page.getByRole('img', { name: 'The chosen first frame' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Prompt' }).fill('The boat sinks');
  await page.getByRole('button', { name: 'Send', exact: false }).click();
  await page.getByRole('link', { name: /The boat sinks/ }).click();
  await room.getByRole('tab', { name: 'Lineage' }).click();
  const panel = room.getByRole('tabpanel');
  await expect(panel.getByRole('link', { name: 'Began with frame 6 of' })).toBeVisible();
  const own = panel.getByRole('region', { name: 'This video' }).getByRole('link', { name: 'The boat sinks' });
  await expect(own).toHaveAttribute('aria-current', 'true');
  await expect(panel.getByText('Asked for together')).toHaveCount(0);
  await expectNoViolation(page);

  // Walked by keys alone: to the parent, whose child this is, and along its takes.
  await own.focus();
  await page.keyboard.press('ArrowUp');
  await expect(panel.getByRole('link', { name: 'Began with frame 6 of' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${freshStudio.url}/videos/${parent}#lineage`);
  await expect(panel.locator('[aria-current]')).toBeFocused();
  await expect(panel.getByRole('link', { name: 'Begins with frame 6 The boat sinks' })).toBeVisible();
  await expect(panel.getByRole('link', { name: /Take \d of 3/ })).toHaveCount(3);
  await page.keyboard.press('Home');
  await expect(panel.getByRole('link', { name: /Take 1 of 3/ })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(panel.getByRole('link', { name: /Take 2 of 3/ })).toBeFocused();

  await panel.getByRole('button', { name: 'Compare takes' }).click();
  await expect(page.getByRole('dialog', { name: 'Compare' }).locator('[data-frame]')).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(`${freshStudio.url}/videos/${parent}#lineage`);
});

test('what is in the trash, or gone, is named as such; a hundred children scroll, and a chain is walked', async ({
  page,
}) => {
  const provider = await startPictureProvider();
  const studio = await startStudio({ OPENAI_BASE_URL: provider.baseUrl, OPENAI_API_KEY: 'sk-lineage' });
  try {
    const picture = `data:image/jpeg;base64,${(await photo(320, 180)).toString('base64')}`;
    async function create(prompt: string, parent?: string, n = 1): Promise<string> {
      const from = parent && { input_reference: picture, first_frame_from: { video_id: parent, frame: 0 } };
      const answer = await fetch(`${studio.url}/v1/videos`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'sora-2', prompt, n, ...from }),
      });
      expect(answer.status).toBe(200);
      return (await answer.json()).id;
    }
    const first = await create('first of a chain');
    let last = first;
    for (const place of ['second', 'third', 'fourth']) last = await create(`${place} of a chain`, last);
    for (let ten = 0; ten < 10; ten += 1) await create(`child ${ten}`, last, 10);
    const gone = await create('soon gone');
    const orphan = await create('orphan', gone);

    await page.goto(`${studio.url}/videos/${last}#lineage`);
    const panel = page.getByRole('tabpanel');
    const became = panel.getByRole('region', { name: 'Became' });
    await expect(became.getByRole('listitem')).toHaveCount(100);
    const row = became.locator('ol');
    const { wide, high, seen } = await row.evaluate((list) => ({
      wide: list.scrollWidth,
      high: list.clientHeight,
      seen: list.clientWidth,
    }));
    expect(high).toBeLessThan(260);
    expect(wide).toBeGreaterThan(10 * seen);
    for (const place of ['third', 'second', 'first']) {
      await panel.getByRole('region', { name: 'Comes from' }).getByRole('link').click();
      await expect(panel.locator('[aria-current]')).toContainText(`${place} of a chain`);
    }
    await expect(panel.getByRole('region', { name: 'Comes from' })).toBeHidden();
    await expect(page).toHaveURL(`${studio.url}/videos/${first}#lineage`);

    await expect
      .poll(async () => (await (await fetch(`${studio.url}/v1/videos/${gone}`)).json()).status)
      .toBe('failed');
    await fetch(`${studio.url}/v1/videos/${gone}`, { method: 'DELETE' });
    await page.goto('about:blank');
    await page.goto(`${studio.url}/videos/${orphan}#lineage`);
    await expect(panel.getByRole('link', { name: 'In the trash' })).toBeVisible();
    await fetch(`${studio.url}/v1/videos/${gone}?purge=true`, { method: 'DELETE' });
    await page.reload();
    await expect(panel.getByText('Deleted for good')).toBeVisible();
    await expect(panel.getByRole('region', { name: 'Comes from' }).getByRole('link')).toHaveCount(0);
    await expectNoViolation(page);

    // One that has nobody is told so in words, with no row of itself alone.
    await page.goto(`${studio.url}/videos/${await create('a lone one')}#lineage`);
    await expect(panel).toContainText('This video stands alone');
    await expect(panel.getByRole('listitem')).toHaveCount(0);
    await expectNoViolation(page);
  } finally {
    await studio.stop('SIGKILL');
    provider.close();
  }
});
