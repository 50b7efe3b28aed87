import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
/** The system's Chromium where there is one; else the one that Playwright has installed for itself. */
const executablePath = candidates.find((path) => path !== undefined && existsSync(path));

export default defineConfig({
  testDir: 'e2e',
  timeout: 60_000,
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    video: 'off',
    trace: 'retain-on-failure',
    locale: 'en-US',
    colorScheme: 'dark',
    launchOptions: {
      executablePath,
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
