import 'server-only';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import type { ChildLimits } from './child-guard';

/**
 * Nothing of the server's surroundings is handed on: files from strangers are opened there, and keys are here. glibc is
 * told to keep freed memory: frames come and go by the megabyte, and fetching each anew from the system is what they
 * would mostly wait for (11 ms instead of 1 for each frame read back).
 */
const childEnvironment = {
  NODE_ENV: 'production',
  MALLOC_MMAP_MAX_: '0',
  MALLOC_TOP_PAD_: '134217728',
  MALLOC_TRIM_THRESHOLD_: '2000000000',
} as const;

/** Below the server in the eyes of the scheduler, so that pages stay quick while a video is being worked on. */
const lowPriority = 10;
const stderrLimit = 4_096;
const defaultMemoryMegabytes = 1_536;
const memoryWords = 'Took more memory than it may.';
/** How much longer than the parent's patience a child lasts whose parent is gone. */
const orphanMs = 5_000;

/** How a process ends whose native code, or V8 for want of heap, gives up. Who kills it from outside uses others. */
const fallSignals = new Set<string | null>(['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP']);

type ChildOptions = {
  /**
   * The TypeScript file that exports `work`, from the root of the project. Node runs it as it is, so it may import
   * only packages and `./x.ts`.
   */
  script: string;
  /** What it is to do, as JSON. */
  input: unknown;
  timeoutMs: number;
  /** The most memory that it may take in all, decoders included; JavaScript may take half of it. */
  memoryMegabytes?: number;
  signal?: AbortSignal;
  onProgress?: (progress: number) => void;
};

/** What a child is told to begin with. */
export type ChildStart = { input: unknown; limits: ChildLimits };

/** What a child says: how far it is, what it found, or what is wrong with what it was given. */
export type ChildMessage = { progress: number } | { result: unknown } | { refusal: string };

/** The child ended without a result. */
export class ChildError extends Error {
  /**
   * `refusal`: it says its input is bad. `timeout`, `memory`: it took more than it may and was ended. `fall`: native code
   * fell over. `error`: it could not do its work for a reason that need not lie in its input.
   */
  readonly reason: 'refusal' | 'timeout' | 'memory' | 'fall' | 'error';

  constructor(reason: ChildError['reason'], message: string) {
    super(message);
    this.name = 'ChildError';
    this.reason = reason;
  }
}

function start({ script, memoryMegabytes = defaultMemoryMegabytes }: ChildOptions): ChildProcess {
  const [main, work] = ['lib/child-main.ts', script].map((file) => {
    return path.join(/* turbopackIgnore: true */ process.cwd(), file);
  }) as [string, string];
  const child = fork(main, [work], {
    env: childEnvironment,
    execArgv: [
      '--experimental-strip-types',
      '--disable-warning=ExperimentalWarning',
      `--max-old-space-size=${Math.floor(memoryMegabytes / 2)}`,
    ],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  try {
    if (child.pid) os.setPriority(child.pid, lowPriority);
  } catch {
    // Not allowed here, or the child is gone already: it then merely runs like any other.
  }
  return child;
}

/**
 * Runs one piece of work in a process of its own and gives what it found, unchecked. Its memory is given back whatever
 * happens, and a hostile file costs one job, not the server.
 * @throws ChildError, or the signal's own reason when it was called off
 */
export async function runChild(options: ChildOptions): Promise<unknown> {
  const { signal, timeoutMs, input, onProgress } = options;
  signal?.throwIfAborted();
  const child = start(options);
  if (child.pid === undefined) {
    // Without files or processes to spare it has not begun, so there is nothing that could end.
    const [error] = await once(child, 'error');
    throw new ChildError('error', `Could not be started: ${error instanceof Error ? error.message : error}`);
  }
  const settled = Promise.withResolvers<unknown>();
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-stderrLimit);
  });
  child.on('message', (message: ChildMessage) => {
    if ('progress' in message) onProgress?.(message.progress);
    else if ('result' in message) settled.resolve(message.result);
    else settled.reject(new ChildError('refusal', message.refusal));
  });
  child.once('error', settled.reject);
  // It may fail before anybody waits for it, and nobody waits for it twice.
  settled.promise.catch(() => {});
  const ended = new Promise<void>((resolve) => {
    child.once('close', (code, killedBy) => {
      const words = stderr.trim();
      const isTooMuch = words.endsWith(memoryWords) || words.includes('heap out of memory');
      const reason = isTooMuch ? 'memory' : fallSignals.has(killedBy) ? 'fall' : 'error';
      settled.reject(new ChildError(reason, `Ended with ${killedBy ?? code}. ${words}`));
      resolve();
    });
  });
  const timer = setTimeout(() => {
    settled.reject(new ChildError('timeout', `Took longer than ${timeoutMs / 1_000} s. ${stderr.trim()}`));
  }, timeoutMs);
  const onAbort = () => settled.reject(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    const { memoryMegabytes = defaultMemoryMegabytes } = options;
    const memoryBytes = memoryMegabytes * 1024 * 1024;
    const limits = { memoryBytes, memoryWords, endsAfterMs: timeoutMs + orphanMs, parent: process.pid };
    child.send({ input, limits } satisfies ChildStart, (error) => error && settled.reject(error));
    return await settled.promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    child.kill('SIGKILL');
    await ended;
  }
}
