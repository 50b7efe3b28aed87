import { expect, test } from 'vitest';
import { judgeAudit } from './audit.mjs';

const report = (vulnerabilities: Record<string, { severity: string }>) =>
  JSON.stringify({
    vulnerabilities,
    metadata: { vulnerabilities: { total: Object.keys(vulnerabilities).length } },
  });

test('S33: a dependency that is known to be gravely vulnerable fails the check, by name', () => {
  const faults = { next: { severity: 'critical' }, sharp: { severity: 'high' }, x: { severity: 'low' } };
  expect(judgeAudit(report(faults))).toEqual({
    isGood: false,
    line: 'Known to be vulnerable: next (critical), sharp (high).',
  });
});

test('lesser ones are counted', () => {
  expect(judgeAudit(report({ x: { severity: 'moderate' } }))).toEqual({
    isGood: true,
    line: 'Nothing high or critical is known; 1 lesser.',
  });
});

test.each([
  ['', 'the registry gave no report'],
  ['<html>', 'the registry gave no report'],
  ['{"message":"405 Method Not Allowed"}', '405 Method Not Allowed'],
])('where the registry answers "%s" it is said that nothing was checked', (text, reason) => {
  expect(judgeAudit(text)).toEqual({ isGood: true, line: `Not checked: ${reason}.` });
});
