/**
 * Asks the registry for known faults of what runs in production, and fails for one that is high or critical. Where the
 * registry does not tell, it says so and passes: the lock file itself has not changed for that.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { root } from './toolchain.mjs';

/**
 * What a report of `npm audit --json` comes to.
 * @param {string} text
 * @returns {{ isGood: boolean, line: string }}
 */
export function judgeAudit(text) {
  /** @type {{ metadata?: { vulnerabilities?: Record<string, number> }, vulnerabilities?: Record<string, { severity: string }>, message?: string }} */
  let report = {};
  try {
    report = JSON.parse(text);
  } catch {
    // Not checked, as below.
  }
  const counts = report.metadata?.vulnerabilities;
  if (!counts)
    return { isGood: true, line: `Not checked: ${report.message ?? 'the registry gave no report'}.` };
  const grave = Object.entries(report.vulnerabilities ?? {})
    .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
    .map(([name, { severity }]) => `${name} (${severity})`);
  if (grave.length > 0) return { isGood: false, line: `Known to be vulnerable: ${grave.join(', ')}.` };
  return { isGood: true, line: `Nothing high or critical is known; ${counts.total ?? 0} lesser.` };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    timeout: 60_000,
  });
  const { isGood, line } = judgeAudit(stdout ?? '');
  process.stdout.write(`${line}\n`);
  process.exitCode = isGood ? 0 : 1;
}
