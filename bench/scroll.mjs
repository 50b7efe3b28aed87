/**
 * Scrolls the gallery of the built studio with a whole library in it, in a real Chromium, and fails where a page would be
 * too much for it: how many nodes are in the page wherever it stands, how many frames a long scroll drops (beside a blank page
 * as high, scrolled alike, which is what the browser itself drops here), what stays in memory, and whether every one of the
 * oldest videos can be reached by the End key, by the scroll bar and by a wheel.
 *
 *   node bench/scroll.mjs [--videos=1000000] [--days=1500] [--tiles=10000] [--minutes=1]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { startStudio } from './start-studio.mjs';

const limits = { nodes: 1_500, droppedShare: 0.05, growthMb: 8 };

const { values } = parseArgs({
  options: {
    videos: { type: 'string', default: '1000000' },
    days: { type: 'string', default: '1500' },
    tiles: { type: 'string', default: '10000' },
    minutes: { type: 'string', default: '1' },
  },
});
const [videos, days] = [Number(values.videos), Number(values.days)];
const [tiles, minutes] = [Number(values.tiles), Number(values.minutes)];
const { findChromium } = await import(new URL('../scripts/chromium.mjs', import.meta.url).href);
const { promptOf, seedLibrary } = await import(new URL('../e2e/seed-library.ts', import.meta.url).href);

/** @typedef {import('@playwright/test').Page} Page */

const failures = /** @type {string[]} */ ([]);

/** @param {string} name @param {string} figure @param {boolean} isGood */
function tell(name, figure, isGood) {
  console.log(`${isGood ? ' ' : '✗'} ${name.padEnd(58)} ${figure}`);
  if (!isGood) failures.push(name);
}

/** Until all that is near the view is loaded. @param {Page} page */
async function rest(page) {
  await page.waitForTimeout(250);
  await page.waitForFunction(() => !document.querySelector('.gallery li[aria-busy]'), null, {
    timeout: 60_000,
  });
}

/** @param {Page} page */
const countNodes = (page) => page.evaluate(() => document.querySelectorAll('*').length);

/** The number of the last video that is drawn; 1 is the oldest of all. @param {Page} page @param {'first' | 'last'} which */
const numberOf = (page, which) =>
  page.evaluate((end) => {
    const tiles = [...document.querySelectorAll('.gallery-tile')].map((tile) => ({
      at: tile.getBoundingClientRect(),
      number: Number(/Shot (\d+)/.exec(tile.querySelector('a')?.getAttribute('aria-label') ?? '')?.[1]),
    }));
    const numbers = tiles.map(({ number }) => number).sort((one, other) => other - one);
    return (end === 'first' ? numbers[0] : numbers.at(-1)) ?? 0;
  }, which);

/**
 * Scrolls on by so many pixels a frame, as a steady wheel would, and counts the frames that were due and not drawn.
 * @param {Page} page @param {{ pixels: number, step: number }} way
 */
function scrollOn(page, way) {
  return page.evaluate(
    ({ pixels, step }) =>
      new Promise((resolve) => {
        /** @type {number[]} */
        const frames = [];
        let moved = 0;
        /** @param {number} at */
        const draw = (at) => {
          frames.push(at);
          if (moved >= pixels) {
            const steps = frames.slice(1).map((each, index) => each - (frames[index] ?? each));
            const dropped = steps.reduce(
              (sum, each) => sum + Math.max(0, Math.round(each / (1_000 / 60)) - 1),
              0,
            );
            const longest = Math.max(...steps);
            return resolve({
              share: dropped / (frames.length - 1 + dropped),
              frames: frames.length,
              longest,
            });
          }
          moved += Math.abs(step);
          window.dispatchEvent(new WheelEvent('wheel', { deltaY: step }));
          window.scrollBy({ top: step, behavior: 'instant' });
          requestAnimationFrame(draw);
        };
        requestAnimationFrame(draw);
      }),
    way,
  );
}

/** @param {Page} page */
async function heapMb(page) {
  const session = await page.context().newCDPSession(page);
  for (let turn = 0; turn < 3; turn += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1_000_000;
}

const folder = mkdtempSync(path.join(tmpdir(), 'firstframe-scroll-'));
const browser = await chromium.launch({
  executablePath: findChromium() ?? undefined,
  // With the scroll bar that people have.
  ignoreDefaultArgs: ['--hide-scrollbars'],
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
let studio = await startStudio(folder);
try {
  await studio.stop();
  const began = performance.now();
  await seedLibrary(folder, { count: videos, days, isSearched: false });
  console.log(
    `${videos} videos over ${days} days, written in ${Math.round((performance.now() - began) / 1_000)} s`,
  );
  studio = await startStudio(folder);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const opened = performance.now();
  await page.goto(studio.url);
  await page.locator('.gallery-tile').first().waitFor({ timeout: 60_000 });
  console.log(`  first tile after ${Math.round(performance.now() - opened)} ms`);
  await rest(page);

  let most = await countNodes(page);
  for (let turn = 1; turn < 20; turn += 1) {
    await page.evaluate(
      (part) => window.scrollTo(0, document.documentElement.scrollHeight * part),
      turn / 20,
    );
    await rest(page);
    most = Math.max(most, await countNodes(page));
  }
  tell('most nodes at 20 places', String(most), most <= limits.nodes);

  // By the End key, by the bar's thumb, and by a wheel through the last rows: the very oldest.
  await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
  for (const key of ['Home', 'End']) {
    await page.keyboard.press(key);
    await rest(page);
  }
  tell(
    'End shows the oldest video',
    `number ${await numberOf(page, 'last')}`,
    (await numberOf(page, 'last')) === 1,
  );
  await page.keyboard.press('Home');
  await rest(page);
  tell(
    'Home shows the newest',
    `number ${await numberOf(page, 'first')}`,
    (await numberOf(page, 'first')) === videos,
  );
  // Below the arrow that stands at its upper end.
  await page.mouse.move(1_432, 22);
  await page.mouse.down();
  await page.mouse.move(1_432, 450, { steps: 12 });
  await rest(page);
  const middle = await numberOf(page, 'first');
  const isMiddle = Math.abs(middle / videos - 0.5) < 0.1;
  tell('the thumb half way down shows the middle', `number ${middle}`, isMiddle);
  await page.mouse.move(1_432, 899, { steps: 12 });
  await page.mouse.up();
  await rest(page);
  tell(
    'the thumb at the end shows the oldest',
    `number ${await numberOf(page, 'last')}`,
    (await numberOf(page, 'last')) === 1,
  );

  const seen = new Set();
  for (let turn = 0; turn < 60; turn += 1) {
    const numbers = await page.evaluate(() =>
      [...document.querySelectorAll('.gallery-tile a')].map((link) => link.getAttribute('aria-label')),
    );
    for (const name of numbers) seen.add(name);
    await page.mouse.move(700, 400);
    await page.mouse.wheel(0, -200);
    await rest(page);
  }
  const lowest = await numberOf(page, 'first');
  let missed = 0;
  for (let number = 1; number < lowest - 60; number += 1)
    if (!seen.has(`Open: ${promptOf(number)}, Ready`)) missed += 1;
  tell('missed on a way up by the wheel', `${missed} of ${lowest - 61}`, missed === 0);

  await page.keyboard.press('Home');
  await rest(page);
  const way = await page.evaluate((wanted) => {
    const boxes = [...document.querySelectorAll('.gallery-tile')].map((tile) => tile.getBoundingClientRect());
    const height = Math.max(...boxes.map(({ bottom }) => bottom)) - Math.min(...boxes.map(({ top }) => top));
    return (height * wanted) / boxes.length;
  }, tiles);
  const step = 40;
  const blank = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await blank.setContent(
    `<div style="height:${Math.round(way) + 2_000}px;background:linear-gradient(red,blue)"></div>`,
  );
  const ofBlank = await scrollOn(blank, { pixels: way, step });
  await blank.close();
  await page.bringToFront();
  const ofGallery = await scrollOn(page, { pixels: way, step });
  const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(1)} %`;
  const { share, frames, longest } = ofGallery;
  const words = `${percent(share)} of ${frames} frames, longest ${longest.toFixed(0)} ms; blank page ${percent(ofBlank.share)}`;
  tell(`dropped through ${tiles} tiles`, words, share - ofBlank.share <= limits.droppedShare);

  const before = await heapMb(page);
  const end = performance.now() + minutes * 60_000;
  for (let turn = 0; performance.now() < end; turn += 1) {
    await scrollOn(page, { pixels: 9_000, step: turn % 2 === 0 ? 90 : -90 });
    await page.evaluate(
      (part) => window.scrollTo(0, document.documentElement.scrollHeight * part),
      (turn * 0.37) % 1,
    );
    await rest(page);
  }
  await page.keyboard.press('Home');
  await rest(page);
  const after = await heapMb(page);
  const grown = `${before.toFixed(1)} MB before, ${after.toFixed(1)} MB after ${minutes} min`;
  tell('heap after long scrolling', grown, after - before <= limits.growthMb);

  if (failures.length > 0) {
    console.log(`Too much: ${failures.join(', ')}.`);
    process.exitCode = 1;
  }
} finally {
  await browser.close();
  await studio.stop();
  rmSync(folder, { recursive: true, force: true });
}
