import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { explainFailure, root, run, Trouble, timed } from './toolchain.mjs';

/** What the build reads. Packages are in it by their lock file, the toolchain by the version of Node. */
const inputs = [
  'app',
  'components',
  'lib',
  'messages',
  'public',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/**
 * Every file under the inputs that the build may read, as sorted paths relative to the folder.
 * @param {string} folder @returns {string[]}
 */
function listInputs(folder) {
  return inputs
    .map((input) => path.join(folder, input))
    .filter((input) => existsSync(input))
    .flatMap((input) =>
      statSync(input).isFile()
        ? [input]
        : readdirSync(input, { recursive: true, encoding: 'utf8' })
            .map((name) => path.join(input, name))
            .filter((file) => statSync(file).isFile()),
    )
    .map((file) => path.relative(folder, file))
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .sort();
}

/**
 * A digest of names and contents: a checkout that only changes times does not build again.
 * @param {string} folder
 */
export function hashInputs(folder) {
  const hash = createHash('sha256');
  for (const file of listInputs(folder)) {
    const content = readFileSync(path.join(folder, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * Builds the app, unless the last build was of these very sources.
 * @param {string} node the Node to build with
 */
export async function build(node) {
  const stamp = path.join(root, '.next/firstframe-built');
  const wanted = hashInputs(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(stamp, { force: true });
  await timed('Building', async () => {
    const { code, output } = await run(node, ['node_modules/next/dist/bin/next', 'build'], { node });
    if (code === 0) return;
    process.stderr.write(output);
    throw new Trouble(explainFailure('Building', output));
  });
  writeFileSync(stamp, wanted);
}
