/**
 * How long a key takes in the composer until the next frame is drawn, with thousands of prompts in the history and the
 * gallery full: types into the built studio as a person would, and fails where the slowest keys are too slow. The same is
 * measured in an empty text field on a blank page, which is what the browser itself takes.
 *
 *   node bench/typing.mjs [--history=5000] [--keys=400]
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { startStudio } from './start-studio.mjs';

/** A frame at 60 Hz: what takes longer is seen to lag. */
const limitMs = 16;

const { values } = parseArgs({
  options: { history: { type: 'string', default: '5000' }, keys: { type: 'string', default: '400' } },
});
const historySize = Number(values.history);
const keys = Number(values.keys);
/**
 * Writes jobs that failed long ago, each with a prompt of its own.
 * @param {string} folder
 */
function fillHistory(folder) {
  const database = new DatabaseSync(path.join(folder, 'firstframe.sqlite'));
  const insert = database.prepare(`insert into jobs (id, change_sequence, status, provider_id, model, prompt,
    prompt_hash, request, batch_id, request_hash, warnings, attempt, failures, created_at, updated_at, completed_at,
    error_code, error_message)
    values (?, ?, 'failed', 'demo', 'firstframe-demo', ?, ?, ?, ?, 'h', '[]', 1, 0, ?, ?, ?, 'cancelled', 'Cancelled.')`);
  database.exec('begin');
  for (let number = 1; number <= historySize; number += 1) {
    const at = 1_700_000_000_000 + number * 60_000;
    const id = `video_${at.toString(16).padStart(12, '0')}${number.toString(16).padStart(24, '0')}`;
    const prompt = `Shot ${number}: a wide view of the valley at dawn, the camera drifts over the river.`;
    const hash = createHash('sha256').update(prompt).digest('hex').slice(0, 32);
    const request = JSON.stringify({ prompt, references: [], options: {} });
    insert.run(id, number, prompt, hash, request, id, at, at, at);
  }
  database.exec('commit');
  database.close();
}

/**
 * Types, and measures each key from its event to the end of the frame that shows it.
 * @param {import('@playwright/test').Page} page @param {string} selector
 * @returns {Promise<number[]>} milliseconds, the shortest first
 */
async function typeInto(page, selector) {
  await page.evaluate((where) => {
    /** @type {number[]} */
    const taken = [];
    Reflect.set(window, 'taken', taken);
    document.querySelector(where)?.addEventListener(
      'keydown',
      (event) => {
        const from = event.timeStamp;
        requestAnimationFrame(() => {
          // What is posted in a frame arrives once that has been laid out and painted.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => taken.push(performance.now() - from);
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  }, selector);
  await page.focus(selector);
  const words = 'a red fox trots through deep snow ';
  for (let key = 0; key < keys; key += 1)
    await page.keyboard.type(words[key % words.length] ?? ' ', { delay: 25 });
  const taken = await page.evaluate(() => /** @type {number[]} */ (Reflect.get(window, 'taken')));
  return taken.sort((one, other) => one - other);
}

/**
 * How much of that the page's own code took: from the key to the end of the tasks before the frame.
 * @param {import('@playwright/test').Page} page @param {string} selector
 */
async function workOf(page, selector) {
  return page.evaluate(
    async ({ where, count }) => {
      const field = /** @type {HTMLTextAreaElement} */ (document.querySelector(where));
      const setValue = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set;
      /** @type {number[]} */
      const taken = [];
      for (let key = 0; key < count; key += 1) {
        const from = performance.now();
        setValue?.call(field, `${field.value}x`);
        field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: 'x' }));
        await Promise.resolve();
        // Reading it makes the browser lay the page out now.
        field.getBoundingClientRect();
        taken.push(performance.now() - from);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return taken.sort((one, other) => one - other);
    },
    { where: selector, count: keys },
  );
}

/** @param {number[]} sorted @param {number} share */
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** @param {string} name @param {number[]} sorted */
function tell(name, sorted) {
  const figures = [0.5, 0.95, 0.99].map((share) => `${at(sorted, share).toFixed(1).padStart(6)} ms`);
  console.log(`${name.padEnd(44)} median ${figures[0]}  p95 ${figures[1]}  p99 ${figures[2]}`);
}

const { findChromium } = await import(new URL('../scripts/chromium.mjs', import.meta.url).href);
const folder = mkdtempSync(path.join(tmpdir(), 'firstframe-typing-'));
const browser = await chromium.launch({
  executablePath: findChromium() ?? undefined,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
let studio = await startStudio(folder);
try {
  await studio.stop();
  fillHistory(folder);
  studio = await startStudio(folder);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(studio.url);
  await page.getByRole('button', { name: 'Earlier and saved prompts' }).click();
  await page.getByRole('dialog').getByText(`Shot ${historySize}:`).waitFor();
  await page.keyboard.press('Escape');
  const inStudio = await typeInto(page, '#composer textarea');
  const work = await workOf(page, '#composer textarea');

  const blank = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await blank.setContent('<textarea id="field"></textarea>');
  const inBlank = await typeInto(blank, '#field');

  console.log(`${keys} keys with ${historySize} prompts in the history`);
  tell('studio: key to the next frame drawn', inStudio);
  tell('blank page: key to the next frame drawn', inBlank);
  tell('studio: script and layout of a key', work);
  const p99 = at(work, 0.99);
  if (p99 > limitMs) {
    console.log(`The slowest keys take ${p99.toFixed(1)} ms, more than ${limitMs} ms.`);
    process.exitCode = 1;
  }
} finally {
  await browser.close();
  await studio.stop();
  rmSync(folder, { recursive: true, force: true });
}
