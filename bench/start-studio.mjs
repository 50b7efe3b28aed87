import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');

/**
 * Starts the built studio on a data folder, at a port of its own.
 * @param {string} folder
 * @returns {Promise<{ url: string, startedMs: number, stop: () => Promise<void> }>}
 */
export async function startStudio(folder) {
  const from = performance.now();
  const server = spawn(process.execPath, ['server.mjs'], {
    cwd: root,
    env: { NODE_ENV: 'production', PATH: process.env.PATH, PORT: '0', FIRSTFRAME_DATA: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  /** @type {string} */
  const url = await new Promise((resolve, reject) => {
    let printed = '';
    server.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text;
      const ready = /ready at (\S+)/.exec(printed);
      if (ready) resolve(`${ready[1]}`);
    });
    server.once('close', () => reject(new Error('The studio did not start.')));
  });
  const stop = () =>
    /** @type {Promise<void>} */ (
      new Promise((resolve) => {
        server.once('close', () => resolve());
        server.kill('SIGTERM');
      })
    );
  return { url, startedMs: performance.now() - from, stop };
}
