import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
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

it('S6: hands on nothing of the server’s surroundings, keys above all', async () => {
  const planted = [
    'OPENAI_API_KEY',
    'FIRSTFRAME_TOKEN',
    'FIRSTFRAME_DATA',
    'DATABASE_URL',
    'AWS_SECRET_ACCESS_KEY',
  ];
  for (const name of planted) vi.stubEnv(name, 'canary-of-a-key');
  const seen = await run(`
    const { readFileSync } = await import('node:fs');
    const own = process.platform === 'linux' ? readFileSync('/proc/self/environ', 'latin1') : '';
    return { names: Object.keys(process.env), all: JSON.stringify([process.env, process.argv]) + own };
  `).finally(() => vi.unstubAllEnvs());
  const { names, all } = seen as { names: string[]; all: string };
  expect(all).not.toContain('canary-of-a-key');
  for (const name of [...planted, 'HOME', 'PATH']) expect(names).not.toContain(name);
});

it('S16: ends one that takes more memory than it may, in native code or not, and says so', async () => {
  const native = `
    const held: Buffer[] = [];
    for (;;) held.push(Buffer.alloc(8 * 1024 * 1024, 1));
  `;
  // The loop lets nothing else run on its thread, as a decoder's does.
  await expect(run(native, { memoryMegabytes: 200 })).rejects.toMatchObject({
    reason: 'memory',
    message: expect.stringContaining('more memory'),
  });
  const heap = 'const held: unknown[] = []; for (;;) held.push({ held: [held.length] });';
  await expect(run(heap, { memoryMegabytes: 200 })).rejects.toMatchObject({ reason: 'memory' });
});

it('tells native code that fell over from a fault that need not lie in the input', async () => {
  await expect(run('process.abort();')).rejects.toMatchObject({ reason: 'fall' });
  await expect(run('process.exit(3);')).rejects.toMatchObject({ reason: 'error' });
});

it('S16: one whose parent is gone ends by itself, although its own loop never does', async () => {
  const file = path.join(folder, 'endless.ts');
  await writeFile(file, 'export async function work() { process.send?.({ progress: 1 }); for (;;) {} }');
  // A parent that starts a child as the studio does, and is killed.
  const parentFile = path.join(folder, 'parent.mjs');
  const limits = { memoryBytes: 1e9, memoryWords: '', endsAfterMs: 60_000 };
  await writeFile(
    parentFile,
    `import { fork } from 'node:child_process';
    const child = fork('lib/child-main.ts', [${JSON.stringify(file)}], {
      execArgv: ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'],
    });
    child.send({ input: null, limits: { ...${JSON.stringify(limits)}, parent: process.pid } });
    child.once('message', () => process.stdout.write(String(child.pid)));`,
  );
  const parent = spawn(process.execPath, [parentFile], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await once(parent.stdout, 'data');
  const pid = Number(said);
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000, interval: 20 });
});

it('tells a refusal from a crash', async () => {
  const refusal = `throw Object.assign(new Error('No.'), { name: 'Refusal' });`;
  await expect(run(refusal)).rejects.toMatchObject({ reason: 'refusal', message: 'No.' });
  const crash = `console.error('x'.repeat(9_000)); throw new Error('the reason');`;
  const error = await run(crash).catch((thrown: Error) => thrown);
  expect(error).toMatchObject({ reason: 'error', message: expect.stringContaining('the reason') });
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
