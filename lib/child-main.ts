/**
 * What every child process of `run-child.ts` runs first. Plain Node reads this file, so only types are imported by name.
 * It loads the module it is told, gives its `work` the one input, and says what came of it.
 */
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ChildMessage, ChildStart } from './run-child.ts';

/** What a module that runs in a child exports as `work`. It throws an error named `Refusal` when its input is bad. */
export type ChildWork = (input: unknown, report: (progress: number) => void) => Promise<unknown>;

const [, , script = ''] = process.argv;
const say = (message: ChildMessage) => process.send?.(message);

// Nobody is left to hear the answer.
process.once('disconnect', () => process.exit());

process.once('message', async ({ input, limits }: ChildStart) => {
  new Worker(new URL('./child-guard.ts', import.meta.url), { workerData: limits }).unref();
  try {
    const { work } = (await import(pathToFileURL(script).href)) as { work: ChildWork };
    say({ result: await work(input, (progress) => say({ progress })) });
  } catch (error) {
    if (error instanceof Error && error.name === 'Refusal') say({ refusal: error.message });
    else throw error;
  }
});
