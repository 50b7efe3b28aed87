/**
 * `npm test`: everything that has to hold, in order of cost. `--only=unit,e2e` picks steps. `npm run test:faults` is the
 * step of that name as a whole (`--whole`), where `npm test` runs a short form.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from './build.mjs';
import { prepareChromium } from './chromium.mjs';
import { findNode, installPackages, root, run, runMain, Trouble } from './toolchain.mjs';

/**
 * @typedef {object} Step
 * @property {string} name for `--only`
 * @property {string} heading
 * @property {boolean} [needsBuild]
 * @property {(node: string) => Promise<void>} [prepare]
 * @property {string[][]} commands arguments of Node
 * @property {string[][]} [wholeCommands] what `--whole` runs besides
 * @property {(() => Counts)} [count] how many tests it ran
 * @property {boolean} [isWhole]
 *
 * @typedef {{ passed: number, failed: number }} Counts
 */

const unitReport = 'test-results/unit.json';
const faultsReport = 'test-results/faults.json';
const browserReport = 'test-results/e2e.json';

/** Tests make many folders; all of them are made below this one, which goes at the end. */
const scratch = mkdtempSync(path.join(tmpdir(), 'firstframe-test-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true, maxRetries: 3 }));

/** @param {string} file */
const readReport = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

/** @param {string} name @param {string} binary @param {string[]} args */
const tool = (name, binary, ...args) => [`node_modules/${name}/${binary}`, ...args];

/** @param {string} report @param {string[]} args */
const vitest = (report, ...args) =>
  tool(
    'vitest',
    'vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  );

/** @param {string} report @returns {Counts} */
function countVitest(report) {
  const { numPassedTests, numFailedTests } = readReport(report);
  return { passed: numPassedTests, failed: numFailedTests };
}

/** @type {Step[]} */
const steps = [
  { name: 'lock', heading: 'Lock file', commands: [['scripts/check-lock.mjs']] },
  { name: 'audit', heading: 'Known vulnerabilities', commands: [['scripts/audit.mjs']] },
  {
    name: 'lint',
    heading: 'Format and lint',
    commands: [tool('@biomejs/biome', 'bin/biome', 'check', '--error-on-warnings')],
  },
  {
    name: 'types',
    heading: 'Types',
    commands: [tool('next', 'dist/bin/next', 'typegen'), tool('typescript', 'bin/tsc', '--noEmit')],
  },
  { name: 'unused', heading: 'Unused code', commands: [tool('knip', 'bin/knip.js')] },
  {
    name: 'unit',
    heading: 'Unit tests',
    commands: [vitest(unitReport)],
    count: () => countVitest(unitReport),
  },
  { name: 'build', heading: 'Build', needsBuild: true, commands: [] },
  {
    name: 'size',
    heading: 'First-load JavaScript',
    needsBuild: true,
    commands: [['scripts/first-load.mjs']],
  },
  {
    name: 'faults',
    heading: 'Faults',
    needsBuild: true,
    commands: [vitest(faultsReport, '--config', 'faults/vitest.config.ts')],
    // Those that are tested beside the code, by the numbers in their titles.
    wholeCommands: [tool('vitest', 'vitest.mjs', 'run', '--testNamePattern', String.raw`\bF\d+: `)],
    count: () => countVitest(faultsReport),
  },
  {
    name: 'e2e',
    heading: 'Browser tests',
    needsBuild: true,
    prepare: prepareChromium,
    commands: [tool('@playwright/test', 'cli.js', 'test')],
    count() {
      const { expected, flaky, unexpected } = readReport(browserReport).stats;
      return { passed: expected + flaky, failed: unexpected };
    },
  },
];

/** @param {string[]} flags @returns {Step[]} */
function pickSteps(flags) {
  const isWhole = flags.includes('--whole');
  const only = flags
    .find((flag) => flag.startsWith('--only='))
    ?.slice('--only='.length)
    .split(',');
  const names = steps.map(({ name }) => name);
  const unknown =
    only?.find((name) => !names.includes(name)) ??
    flags.find((flag) => !flag.startsWith('--only=') && flag !== '--whole');
  if (unknown !== undefined)
    throw new Trouble(`"${unknown}" is not a step; give --only= and some of ${names.join(', ')}.`);
  const picked = steps.filter(({ name }) => !only || only.includes(name));
  if (!isWhole) return picked;
  return picked.map((step) => ({
    ...step,
    commands: [...step.commands, ...(step.wholeCommands ?? [])],
    isWhole,
  }));
}

/**
 * Runs one step with its output shown.
 * @param {Step} step @param {string} node
 * @returns {Promise<boolean>} whether it went well
 */
async function runStep(step, node) {
  await step.prepare?.(node);
  if (step.needsBuild) await build(node);
  for (const command of step.commands) {
    const { code } = await run(node, command, {
      node,
      isShown: true,
      env: { TMPDIR: scratch, TEMP: scratch, TMP: scratch, ...(step.isWhole ? { FAULTS_WHOLE: '1' } : {}) },
    });
    if (code !== 0) return false;
  }
  return true;
}

/**
 * What a step counted. A step that failed before it could count counts as one failure.
 * @param {Step} step @param {boolean} isGood @returns {Counts}
 */
function countTests({ count }, isGood) {
  if (!count) return { passed: 0, failed: 0 };
  try {
    const { passed, failed } = count();
    return { passed, failed: isGood ? failed : Math.max(failed, 1) };
  } catch (error) {
    if (isGood) throw error;
    return { passed: 0, failed: 1 };
  }
}

await runMain(async () => {
  const picked = pickSteps(process.argv.slice(2));
  const node = await findNode();
  await installPackages(node);
  rmSync(path.join(root, 'test-results'), { recursive: true, force: true });

  const total = { passed: 0, failed: 0 };
  for (const step of picked) {
    const startedAt = Date.now();
    process.stdout.write(`\n── ${step.heading} ──\n`);
    const isGood = await runStep(step, node);
    const { passed, failed } = countTests(step, isGood);
    total.passed += passed;
    total.failed += failed;
    const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
    process.stdout.write(`── ${step.heading}: ${isGood ? 'good' : 'FAILED'}, ${seconds} s ──\n`);
    if (isGood) continue;
    process.stdout.write(`\nStopped at the step "${step.name}".\n`);
    // Tests that passed before something else failed are no result.
    if (step.count) process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
    return 1;
  }
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
  return 0;
});
