import { existsSync } from 'node:fs';
import { run } from './toolchain.mjs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** The Chromium to test with: the one that is named, else the system's; `null` where there is neither. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  return [...(named ? [named] : []), ...places].find((place) => existsSync(place)) ?? null;
}

/**
 * Sees to a Chromium, with a font for Chinese. Debian and its like have both as packages; elsewhere Playwright's own
 * is what is left, and Playwright says so itself when it is not there.
 */
export async function prepareChromium() {
  if (findChromium() || !existsSync('/usr/bin/apt-get')) return;
  const command = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const packages = ['chromium', 'fonts-wqy-microhei'];
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const [program = 'apt-get', ...rest] = [...command, 'apt-get', ...args];
    const { code, output } = await run(program, rest, { env: { DEBIAN_FRONTEND: 'noninteractive' } }).catch(
      // There may be no sudo.
      ({ message }) => ({ code: 1, output: message }),
    );
    if (code === 0) continue;
    const reason = output.trim().split('\n').at(-1);
    process.stdout.write(
      `Chromium could not be installed (${reason}). Set CHROMIUM_PATH; trying Playwright's own.\n`,
    );
    return;
  }
}
