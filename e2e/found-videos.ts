import { type APIRequestContext, type Locator, type Page, test as plain } from '@playwright/test';
import { paint } from './guided-provider';
import { expect, startStudio } from './studio';
import { startWaywardProvider } from './wayward-provider';

/** A studio with five videos, of two providers, in every way that one can look for them. */
export async function startFoundStudio(request: APIRequestContext) {
  const [one, other] = [await startWaywardProvider(), await startWaywardProvider()];
  const studio = await startStudio({ OPENAI_BASE_URL: one.baseUrl, OPENAI_API_KEY: 'sk-of-nobody' });
  const post = async (path: string, body: object) =>
    (await request.post(studio.url + path, { data: body })).json();
  const second = await post('/api/providers', { base_url: other.baseUrl, label: 'The other' });
  const make = async (prompt: string, more: object = {}) =>
    (await post('/v1/videos', { model: 'sora-2', provider: 'openai', prompt, ...more })).id as string;

  const boat = await make('A boat at dawn');
  const city = await make('雨夜的霓虹城市', { model: 'sora-2-pro', size: '720x1280' });
  const sign = await make('A sign that says "50% off"');
  one.state.mood = 'lose';
  const kite = await make('A kite_over the dunes');
  await post(`/api/videos/${kite}/give-up`, {});
  one.state.mood = 'accept';
  // It waits for as long as the provider is busy, and that stays so.
  other.state.mood = 'busy';
  const { buffer, mimeType } = await paint('blue', 1280, 720);
  const image = `data:${mimeType};base64,${buffer.toString('base64')}`;
  const fox = await make('A fox in snow', { provider: second.id, input_reference: image });
  await post('/api/videos/change', { ids: [boat, fox], starred: true });
  await post('/api/videos/change', { ids: [boat, city], add_tags: ['night'] });
  return {
    studio,
    provider: one,
    ids: { boat, city, sign, kite, fox },
    post,
    async end() {
      await studio.stop('SIGKILL');
      one.close();
      other.close();
    },
  };
}

export const search = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search prompts' });
export const tools = (page: Page): Locator => page.getByRole('search');
export const chip = (page: Page, name: string | RegExp): Locator =>
  tools(page).getByRole('button', { name, exact: true });

/** What each of the videos is known by. */
const words = {
  boat: /boat at dawn/,
  city: /霓虹城市/,
  sign: /50% off/,
  kite: /kite_over/,
  fox: /fox in snow/,
};
type Known = keyof typeof words;

/** The gallery shows these of the five and no others, and the count says so. */
export async function expectFound(page: Page, ...wanted: Known[]): Promise<void> {
  await plain.step(`found: ${wanted.join(', ')}`, async () => {
    for (const name of Object.keys(words) as Known[]) {
      const tile = page.locator('a[data-video]').and(page.getByRole('link', { name: words[name] }));
      await expect(tile).toHaveCount(wanted.includes(name) ? 1 : 0);
    }
    const count = wanted.length === 5 ? '5 videos' : `${wanted.length} of 5`;
    await expect(tools(page).getByText(count, { exact: true }).first()).toBeAttached();
  });
}

/** What the address asks for. */
export const asked = (page: Page): string => decodeURIComponent(new URL(page.url()).search.slice(1));

export type Found = Awaited<ReturnType<typeof startFoundStudio>>;
