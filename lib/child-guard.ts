/**
 * Runs beside the work of a child process, on a thread of its own, so that no decoder's loop holds it up. Plain Node
 * reads this file. It ends the process that takes more memory than it may (the limit of V8 covers its own heap alone),
 * and the one that nobody waits for any more.
 */
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

/** What a child may take, the last words of one that took more memory, and the process that waits for it. */
export type ChildLimits = { memoryBytes: number; memoryWords: string; endsAfterMs: number; parent: number };

const checkEveryMs = 25;
const { memoryBytes, memoryWords, endsAfterMs, parent } = workerData as ChildLimits;
const endsAt = performance.now() + endsAfterMs;

function end(words: string): void {
  writeSync(2, `\n${words}\n`);
  process.kill(process.pid, 'SIGKILL');
}

setInterval(() => {
  if (process.memoryUsage.rss() > memoryBytes) end(memoryWords);
  // The parent does this too, unless it was killed meanwhile.
  if (performance.now() > endsAt || process.ppid !== parent) end('Nobody waits for it.');
}, checkEveryMs);
