import 'server-only';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';

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

type ChildOptions = {
  /**
   * The TypeScript file that exports `work`, from the root of the project. Node runs it as it is, so it may import
   * only packages and `./x.ts`.
   */
  script: string;
  /** What it is to do, as JSON. */
  input: unknown;
  timeoutMs: number;
  /** The most that its JavaScript heap may grow to. */
  memoryMegabytes?: number;
  signal?: AbortSignal;
  onProgress?: (progress: number) => void;
};

/** What a child says: how far it is, what it found, or what is wrong with what it was given. */
export type ChildMessage = { progress: number } | { result: unknown } | { refusal: string };

/** The child ended without a result. */
export class ChildError extends Error {
  /** `refusal`: it says its input is bad. `timeout`, `crash`: it was ended, or fell over. */
  readonly reason: 'refusal' | 'timeout' | 'crash';

  constructor(reason: ChildError['reason'], message: string) {
    super(message);
    this.name = 'ChildError';
    this.reason = reason;
  }
}

function start({ script, memoryMegabytes = 512 }: ChildOptions): ChildProcess {
  const [main, work] = ['lib/child-main.ts', script].map((file) => {
    return path.join(/* turbopackIgnore: true */ process.cwd(), file);
  }) as [string, string];
  const child = fork(main, [work], {
    env: childEnvironment,
    execArgv: [
      '--experimental-strip-types',
      '--disable-warning=ExperimentalWarning',
      `--max-old-space-size=${memoryMegabytes}`,
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
    throw new ChildError('crash', `Could not be started: ${error instanceof Error ? error.message : error}`);
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
      settled.reject(new ChildError('crash', `Ended with ${killedBy ?? code}. ${stderr.trim()}`));
      resolve();
    });
  });
  const timer = setTimeout(() => {
    settled.reject(new ChildError('timeout', `Took longer than ${timeoutMs / 1_000} s. ${stderr.trim()}`));
  }, timeoutMs);
  const onAbort = () => settled.reject(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    child.send({ input }, (error) => error && settled.reject(error));
    return await settled.promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    child.kill('SIGKILL');
    await ended;
  }
}
