import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runChild } from './run-child';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'firstframe-child-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a body of TypeScript that sees `input` and `report`. */
async function run(body: string, options: Partial<Parameters<typeof runChild>[0]> = {}): Promise<unknown> {
  const file = path.join(folder, `${crypto.randomUUID()}.ts`);
  const head =
    'export async function work(input: unknown, report: (progress: number) => void): Promise<unknown>';
  await writeFile(file, `${head} { ${body} }`);
  const script = path.relative(process.cwd(), file);
  return runChild({ script, input: null, timeoutMs: 20_000, ...options });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

it('hands over the input, and back the progress and the result', async () => {
  const seen: number[] = [];
  const onProgress = (progress: number) => seen.push(progress);
  const found = await run('report(0.5); report(1); return { got: input };', {
    input: { a: [1] },
    onProgress,
  });
  expect([found, seen]).toEqual([{ got: { a: [1] } }, [0.5, 1]]);
});

it('hands on nothing of the server’s surroundings', async () => {
  process.env.OPENAI_API_KEY = 'sk-secret';
  const names = await run('return Object.keys(process.env);').finally(
    () => delete process.env.OPENAI_API_KEY,
  );
  expect(names).not.toContain('OPENAI_API_KEY');
  expect(names).not.toContain('HOME');
});

it('tells a refusal from a crash', async () => {
  const refusal = `throw Object.assign(new Error('No.'), { name: 'Refusal' });`;
  await expect(run(refusal)).rejects.toMatchObject({ reason: 'refusal', message: 'No.' });
  const crash = `console.error('x'.repeat(9_000)); throw new Error('the reason');`;
  const error = await run(crash).catch((thrown: Error) => thrown);
  expect(error).toMatchObject({ reason: 'crash', message: expect.stringContaining('the reason') });
  expect((error as Error).message.length).toBeLessThan(4_200);
});

it('ends one that never comes back, and one that is called off', async () => {
  let pid = 0;
  const onProgress = (progress: number) => {
    pid = progress;
  };
  const busy = 'report(process.pid); await new Promise((resolve) => setTimeout(resolve, 50)); for (;;) {}';
  await expect(run(busy, { onProgress, timeoutMs: 1_500 })).rejects.toMatchObject({ reason: 'timeout' });
  expect(pid).toBeGreaterThan(0);
  expect(isAlive(pid)).toBe(false);

  const calledOff = new AbortController();
  const reason = new Error('Never mind.');
  const abortOnStart = (progress: number) => {
    pid = progress;
    calledOff.abort(reason);
  };
  await expect(run(busy, { onProgress: abortOnStart, signal: calledOff.signal })).rejects.toBe(reason);
  expect(isAlive(pid)).toBe(false);
});
