import { defineConfig } from '@playwright/test';
import { findChromium } from '@/scripts/chromium.mjs';

export default defineConfig({
  testDir: 'e2e',
  // Videos are rendered for real; a machine that does something else besides takes its time.
  timeout: 150_000,
  expect: { timeout: 10_000 },
  retries: process.env.CI ? 1 : 0,
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    // What has not happened by then does not; the test's own time is for many of them.
    actionTimeout: 60_000,
    video: 'off',
    trace: 'on-first-retry',
    locale: 'en-US',
    colorScheme: 'dark',
    // It would answer in place of what a test puts between the page and the studio.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: findChromium() ?? undefined,
      // Without a locale Chromium cannot name a file in Chinese.
      env: { ...process.env, LANG: 'C.UTF-8' },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
