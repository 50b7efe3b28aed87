/** `npm run rebuild`, `verify`, `export` and `import`: work on the data folder of a stopped studio. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findNode, installPackages, root, runMain } from './toolchain.mjs';

await runMain(async () => {
  const node = await findNode();
  await installPackages(node);
  const [command = '', ...files] = process.argv.slice(2);
  // npm runs scripts in the root of the project; a file is meant from where the person is.
  const from = process.env.INIT_CWD ?? process.cwd();
  const resolver = pathToFileURL(path.join(root, 'scripts/typescript-imports.mjs')).href;
  const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning', '--import', resolver];
  const child = spawn(
    node,
    [...flags, 'lib/command-main.ts', command, ...files.map((file) => path.resolve(from, file))],
    { cwd: root, stdio: 'inherit' },
  );
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
});
