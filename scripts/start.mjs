/** `npm start`: from a fresh clone to a listening studio. `--dev` goes on with Next's own development server. */
import { spawn } from 'node:child_process';
import { build } from './build.mjs';
import { findNode, installPackages, root, runMain } from './toolchain.mjs';

/**
 * Calls back once the shell between npm and us is gone. npm passes a signal on to that shell, and a shell that it ends
 * tells nobody: the server would live on, holding port and data folder.
 * @param {() => void} onGone
 */
function watchParent(onGone) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, 200);
  timer.unref();
}

/**
 * Runs the server to its end, passing on the signals that ask it to stop.
 * @param {string} node @param {string[]} flags
 * @returns {Promise<number>} exit code
 */
function serve(node, flags) {
  const server = spawn(node, ['server.mjs', ...flags], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => server.kill(signal));
  }
  if (process.env.npm_lifecycle_event) watchParent(() => server.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // A server that was killed from outside did not stop by its own will.
    server.once('close', (code) => resolve(code ?? 1));
  });
}

await runMain(async () => {
  const isDev = process.argv.includes('--dev');
  const node = await findNode();
  await installPackages(node);
  if (!isDev) await build(node);
  return serve(node, isDev ? ['--dev'] : []);
});
