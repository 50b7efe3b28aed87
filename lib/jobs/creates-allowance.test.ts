import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { changeJob } from './change-job';
import { createJob } from './create-job';
import { openCreatesAllowance } from './creates-allowance';
import { spellState } from './job';
import { openTestContext } from './test-context';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const request = { prompt: 'a boat', model: 'm', takes: 1, references: [] };

async function open(perMinute: number) {
  let sent = 0;
  const context = await openTestContext(() => Response.json({ id: `up_${++sent}` }));
  return { context: { ...context, allowance: openCreatesAllowance(perMinute) }, sent: () => sent };
}

test('S14: a burst of creates is sent as far as the allowance goes, and the rest costs nothing', async () => {
  const { context, sent } = await open(5);
  const codes: string[] = [];
  for (let index = 0; index < 200; index += 1) {
    const made = createJob(context, { ...request, seed: index }, { holder: 'token_1' });
    codes.push(
      await made.then(
        () => 'made',
        (error: { code: string }) => error.code,
      ),
    );
  }
  expect(codes.filter((code) => code === 'made')).toHaveLength(5);
  expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(195);
  expect(sent()).toBe(5);
  expect(await context.store.listAll()).toHaveLength(5);
  // Others have an allowance of their own, and a minute later there is a new one.
  await createJob(context, { ...request, seed: 1_000 }, { holder: 'token_2' });
  vi.advanceTimersByTime(60_001);
  await createJob(context, { ...request, seed: 1_001 }, { holder: 'token_1' });
});

test('each video of a create counts, and one too many makes none of them', async () => {
  const { context, sent } = await open(5);
  await createJob(context, { ...request, takes: 4 }, { holder: 'token_1' });
  const second = createJob(context, { ...request, takes: 2, seed: 1 }, { holder: 'token_1' });
  await expect(second).rejects.toMatchObject({
    code: 'rate_limited',
    message: expect.stringContaining('FIRSTFRAME_CREATES_PER_MINUTE'),
  });
  expect(await context.store.listAll()).toHaveLength(4);
  expect(sent()).toBe(1);
});

test('what was asked for before is answered again, whatever is left', async () => {
  const { context } = await open(1);
  const options = { holder: 'token_1', idempotencyKey: 'key-1' };
  const [first] = await createJob(context, request, options);
  const [again] = await createJob(context, request, options);
  expect(again?.id).toBe(first?.id);
});

test('S14: what is tried or sent again is asked for like anything else', async () => {
  const { context, sent } = await open(2);
  const [first] = await createJob(context, request, { holder: 'token_1' });
  const failed = { id: first?.id ?? '', version: first?.version ?? 0 };
  await context.store.saveVersion(failed.id, failed.version, spellState('failed'), context.clock.now);
  await changeJob(context, failed.id, 'retry', { holder: 'token_1' });
  const refusal = { code: 'rate_limited' };
  await expect(changeJob(context, failed.id, 'retry', { holder: 'token_1' })).rejects.toMatchObject(refusal);
  expect(sent()).toBe(2);
  const other = await createJob(context, { ...request, seed: 2 }, { holder: 'token_2' });
  const unsure = { id: other[0]?.id ?? '', version: other[0]?.version ?? 0 };
  await context.store.saveVersion(unsure.id, unsure.version, spellState('unsure'), context.clock.now);
  const again = changeJob(context, unsure.id, 'send-again', { holder: 'token_1' });
  await expect(again).rejects.toMatchObject(refusal);
  expect(await context.store.find(unsure.id)).toMatchObject({ step: 'unsure' });
});
