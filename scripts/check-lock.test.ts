import { expect, test } from 'vitest';
import { findLockFaults } from './check-lock.mjs';

const integrity = 'sha512-x';

test('a sound lock file has no faults', () => {
  const packages = {
    '': { version: '1.0.0' },
    'node_modules/a': {
      version: '1.0.0',
      integrity,
      optionalDependencies: { 'a-linux': '1', '@a/mac': '1' },
    },
    'node_modules/a-linux': {
      version: '1.0.0',
      integrity,
      resolved: 'https://registry.npmjs.org/a-linux.tgz',
    },
    'node_modules/a/node_modules/@a/mac': { version: '1.0.0', integrity },
    'node_modules/here': { link: true, resolved: 'packages/here' },
  };
  expect(findLockFaults({ packages })).toEqual([]);
});

test('names a platform package that is missing, or that sits where it is not found', () => {
  const packages = {
    'node_modules/a': { version: '1.0.0', integrity, optionalDependencies: { 'a-linux': '1', 'a-mac': '1' } },
    'node_modules/b/node_modules/a-mac': { version: '1.0.0', integrity },
  };
  expect(findLockFaults({ packages })).toEqual([
    'node_modules/a@1.0.0 needs a-linux on another platform, and it is not locked.',
    'node_modules/a@1.0.0 needs a-mac on another platform, and it is not locked.',
  ]);
});

test('finds a platform package above a nested one', () => {
  const packages = {
    'node_modules/@s/b/node_modules/a': {
      version: '1.0.0',
      integrity,
      optionalDependencies: { x: '1', y: '1' },
    },
    'node_modules/@s/b/node_modules/x': { version: '1.0.0', integrity },
    'node_modules/y': { version: '1.0.0', integrity },
  };
  expect(findLockFaults({ packages })).toEqual([]);
});

test('names a package of a private registry, and one without integrity', () => {
  const packages = {
    'node_modules/a': { version: '1.0.0', integrity, resolved: 'https://npm.corp.example/a.tgz' },
    'node_modules/b': { version: '2.0.0', resolved: 'https://registry.npmjs.org.evil.example/b.tgz' },
  };
  expect(findLockFaults({ packages })).toEqual([
    'node_modules/a@1.0.0 comes from npm.corp.example, not the public registry.',
    'node_modules/b@2.0.0 comes from registry.npmjs.org.evil.example, not the public registry.',
    'node_modules/b@2.0.0 has no integrity.',
  ]);
});

test('S33: names what is not pinned to one version', () => {
  const packages = {
    '': {
      dependencies: { a: '1.2.3', b: '^1.2.3', c: 'latest' },
      devDependencies: { d: 'git+https://x.example/d.git', e: '2.0.0-rc.1' },
    },
  };
  expect(findLockFaults({ packages })).toEqual([
    'package.json asks for b as ^1.2.3; name one version.',
    'package.json asks for c as latest; name one version.',
    'package.json asks for d as git+https://x.example/d.git; name one version.',
  ]);
});
