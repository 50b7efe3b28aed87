import { rm } from 'node:fs/promises';
import type { APIRequestContext, Page } from '@playwright/test';
import { startGuidedProvider } from './guided-provider';
import { test as base, expect, type Studio, startStudio } from './studio';

/** A studio whose videos are never done, so that there are many at once. */
export const test = base.extend<{ quick: Studio }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs off this pattern.
  quick: async ({}, use) => {
    const provider = await startGuidedProvider();
    const studio = await startStudio(provider.environment);
    await use(studio);
    await studio.stop('SIGKILL');
    provider.close();
    await rm(studio.dataFolder, { recursive: true, force: true });
  },
});

/** Asks for videos of these prompts, the last one the newest. */
export async function ask(
  request: APIRequestContext,
  studio: Studio,
  prompts: readonly string[],
  settings: object = { model: 'guided' },
): Promise<string[]> {
  const ids: string[] = [];
  for (const prompt of prompts) {
    const answer = await request.post(`${studio.url}/v1/videos`, { data: { prompt, ...settings } });
    ids.push((await answer.json()).id);
  }
  return ids;
}

export async function read(request: APIRequestContext, studio: Studio, id: string) {
  return (await request.get(`${studio.url}/v1/videos/${id}`)).json();
}

export const tile = (page: Page, prompt: string) =>
  page.getByRole('link', { name: new RegExp(`: ${prompt},`) });
export const box = (page: Page, prompt: string) => page.getByRole('checkbox', { name: `Select: ${prompt}` });
export const bar = (page: Page) => page.getByRole('region', { name: 'Selected videos' });
export const action = (page: Page, name: string | RegExp) => bar(page).getByRole('button', { name });
export const selected = (page: Page, count: number) =>
  expect(bar(page).getByText(`${count} selected`)).toBeVisible();

export const five = ['One', 'Two', 'Three', 'Four', 'Five'];

export { expect };
