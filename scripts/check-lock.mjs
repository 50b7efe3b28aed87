/**
 * Checks what `npm ci` takes on trust: that the lock file can be installed on every platform, from anywhere, and that
 * what arrives is what was locked.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './toolchain.mjs';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [resolved]
 * @property {string} [integrity]
 * @property {boolean} [link]
 * @property {boolean} [inBundle]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 *
 * @typedef {Record<string, LockedPackage>} LockedPackages by place in `node_modules`
 */

const publicRegistry = 'https://registry.npmjs.org/';

/**
 * Whether a package at one place finds another one, as Node looks for it: inside itself, then ever further up.
 * @param {LockedPackages} packages @param {string} place @param {string} name
 */
function canFind(packages, place, name) {
  for (let folder = place; ; folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))) {
    if (`${folder}/node_modules/${name}` in packages) return true;
    if (!folder.includes('/node_modules/')) return `node_modules/${name}` in packages;
  }
}

/**
 * What the project itself asks for by more than one version: a newer one would come in unread.
 * @param {LockedPackage} project
 */
function findRanges({ dependencies = {}, devDependencies = {} }) {
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `package.json asks for ${name} as ${version}; name one version.`);
}

/**
 * The faults of a lock file, a line each.
 * @param {{ packages: LockedPackages }} lock
 * @returns {string[]}
 */
export function findLockFaults({ packages }) {
  return Object.entries(packages).flatMap(([place, locked]) => {
    if (place === '') return findRanges(locked);
    if (locked.link) return [];
    const label = `${place}@${locked.version}`;
    const { resolved, integrity, inBundle, optionalDependencies = {} } = locked;
    const isPublic = resolved === undefined || resolved.startsWith(publicRegistry);
    return [
      // npm leaves out what the locking machine could not see, and installs no binary where it is needed.
      ...Object.keys(optionalDependencies)
        .filter((name) => !canFind(packages, place, name))
        .map((name) => `${label} needs ${name} on another platform, and it is not locked.`),
      ...(isPublic
        ? []
        : [`${label} comes from ${new URL(resolved, publicRegistry).host}, not the public registry.`]),
      ...(integrity || inBundle ? [] : [`${label} has no integrity.`]),
    ];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const faults = findLockFaults(JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')));
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.stdout.write(faults.length === 0 ? 'The lock file is sound.\n' : `${faults.length} faults.\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
