import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, expect } from '@playwright/test';

/** A real studio: the production build in a process and a data folder of its own. */
export type Studio = {
  url: string;
  dataFolder: string;
  /** Everything it has printed so far, over all its lives. */
  logs: () => string;
  /** The process of its present life. */
  pid: () => number;
  /** Ends it as a crash would, or as a person would, and waits until it is gone. */
  stop: (signal?: NodeJS.Signals) => Promise<void>;
  /** Starts it again on the same folder and the same address. */
  start: () => Promise<void>;
};

const root = path.join(import.meta.dirname, '..');

/**
 * Starts a studio and waits until it listens.
 * @throws Error with what it printed, when it ends instead
 */
export async function startStudio(
  environment: Record<string, string> = {},
  dataFolder?: string,
): Promise<Studio> {
  const folder = dataFolder ?? (await mkdtemp(path.join(tmpdir(), 'firstframe-e2e-')));
  let child: ChildProcess | null = null;
  let printed = '';
  let url = '';

  async function start(): Promise<void> {
    const { port } = url ? new URL(url) : { port: '0' };
    const started = spawn(process.execPath, ['server.mjs'], {
      cwd: root,
      env: {
        NODE_ENV: 'production',
        PATH: process.env.PATH,
        HOST: '127.0.0.1',
        PORT: port,
        FIRSTFRAME_DATA: folder,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    const life = { text: '' };
    const ready = Promise.withResolvers<string>();
    for (const stream of [started.stdout, started.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        life.text += text;
        const found = /ready at (http:\/\/\S+)/.exec(life.text);
        if (found?.[1]) ready.resolve(found[1]);
      });
    }
    started.once('exit', () => ready.reject(new Error(life.text.trim())));
    url = await ready.promise;
  }

  await start();
  return {
    get url() {
      return url;
    },
    dataFolder: folder,
    logs: () => printed,
    pid: () => child?.pid ?? 0,
    start,
    async stop(signal = 'SIGTERM') {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

type Fixtures = {
  /** One with an empty library, for this test alone. */
  freshStudio: Studio;
};

type WorkerFixtures = {
  /** One that tests share, also of other files: what is in its library, none of them knows. */
  studio: Studio;
};

async function dispose(studio: Studio): Promise<void> {
  await studio.stop('SIGKILL');
  // A child that renders outlives it for a moment, and may still write.
  await rm(studio.dataFolder, { recursive: true, force: true, maxRetries: 10 });
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  // Whatever a test is about: no page of ours may do what its own policy forbids, nor draw anew what the server drew.
  page: async ({ page }, use) => {
    // The browser takes a moment until it tells of files that are to be chosen; a press right after asking comes before.
    page.on('filechooser', () => {});
    const violations: string[] = [];
    page.on('pageerror', ({ message }) => {
      if (/minified react error/i.test(message)) violations.push(message);
    });
    page.on('console', (message) => {
      const text = message.text();
      // That a page of somebody else may not frame ours is its violation.
      if (/content security policy/i.test(text) && !text.startsWith('Framing')) violations.push(text);
    });
    await use(page);
    expect(violations).toEqual([]);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs off this pattern.
  freshStudio: async ({}, use) => {
    const studio = await startStudio();
    await use(studio);
    await dispose(studio);
  },
  studio: [
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    async ({}, use) => {
      const studio = await startStudio();
      await use(studio);
      await dispose(studio);
    },
    { scope: 'worker' },
  ],
});

export { expect };
