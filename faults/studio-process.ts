import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findFreePort } from './free-port';
import type { Interference } from './interfere.mjs';
import { type ScriptedUpstream, upstreamKey } from './scripted-upstream';

type StudioOptions = {
  upstream: Pick<ScriptedUpstream, 'baseUrl' | 'filesAddress'>;
  environment?: Record<string, string>;
  dataFolder?: string;
};

/** The production build in a process and a data folder of its own, which can be killed, and interfered with. */
export type StudioProcess = {
  url: string;
  dataFolder: string;
  /** When the present life began (`performance.now()`). */
  spawnedAt: () => number;
  /** Everything printed so far, over all lives. */
  logs: () => string;
  isAlive: () => boolean;
  pid: () => number;
  /** Begins a life on the same folder and address, interfered with from its first moment if told; resolves when it is ready. */
  start: (...interferences: Interference[]) => Promise<void>;
  /** Changes the surroundings of the lives to come. */
  setEnvironment: (variables: Record<string, string>) => void;
  /** Begins a life and does not wait. */
  spawn: (...interferences: Interference[]) => void;
  /** Resolves when the present life is ready; throws with what it printed when it ends before. */
  ready: () => Promise<void>;
  /** Interferes with the life that goes on; resolves when it is in force. */
  interfere: (interference: Interference) => Promise<void>;
  /** Ends it by a signal, SIGKILL if not told which, and resolves with its exit code once it is gone. */
  kill: (signal?: NodeJS.Signals) => Promise<number | null>;
  /** The moments that were told of, where that was asked for. */
  moments: () => string[];
  /** Resolves when the present life has ended, however it did. */
  gone: () => Promise<void>;
  /** Ends it for good and removes its folder. */
  dispose: () => Promise<void>;
};

const root = path.join(import.meta.dirname, '..');
const living = new Set<ChildProcess>();
// A test run that is called off leaves nothing behind.
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

/** Makes a studio that is not started yet. */
export async function openStudioProcess(options: StudioOptions): Promise<StudioProcess> {
  const { upstream } = options;
  const environment = { ...options.environment };
  const dataFolder = options.dataFolder ?? (await mkdtemp(path.join(tmpdir(), 'firstframe-faults-')));
  let child: ChildProcess | null = null;
  let readiness: Promise<void> = Promise.resolve();
  let printed = '';
  const moments: string[] = [];
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  let spawnedAt = 0;

  const isAlive = () => child !== null && child.exitCode === null && child.signalCode === null;
  const gone = async () => {
    if (child && isAlive()) await once(child, 'exit');
  };

  function begin(...interferences: Interference[]): void {
    spawnedAt = performance.now();
    const started = spawn(process.execPath, ['--import', './faults/interfere.mjs', 'server.mjs'], {
      cwd: root,
      env: {
        NODE_ENV: 'production',
        PATH: process.env.PATH,
        TMPDIR: process.env.TMPDIR,
        HOST: '127.0.0.1',
        PORT: String(port),
        FIRSTFRAME_DATA: dataFolder,
        // What is counted here is what providers are asked for, not what callers may ask.
        FIRSTFRAME_CREATES_PER_MINUTE: '1000000',
        OPENAI_BASE_URL: upstream.baseUrl,
        OPENAI_API_KEY: upstreamKey,
        FAULTS_HOSTS: JSON.stringify({ 'files.example.com': upstream.filesAddress }),
        FAULTS_INTERFERENCES: JSON.stringify(interferences),
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child = started;
    living.add(started);
    started.on('message', (message: { moment?: string }) => {
      if (message.moment) moments.push(message.moment);
    });
    started.once('exit', () => living.delete(started));
    let life = '';
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    for (const stream of [started.stdout, started.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        life += text;
        if (life.includes('Firstframe is ready')) resolve();
      });
    }
    started.once('exit', () => reject(new Error(life.trim() || 'The studio ended before it was ready.')));
    readiness = promise;
    // A life that is killed before it is ready is nobody's error.
    promise.catch(() => {});
  }

  const studio: StudioProcess = {
    url,
    dataFolder,
    spawnedAt: () => spawnedAt,
    logs: () => printed,
    moments: () => moments,
    isAlive,
    pid: () => child?.pid ?? 0,
    setEnvironment: (variables) => Object.assign(environment, variables),
    spawn: begin,
    ready: () => readiness,
    start(...interferences) {
      begin(...interferences);
      return readiness;
    },
    async interfere(interference) {
      if (!child) throw new Error('The studio has not been started.');
      const { promise, resolve } = Promise.withResolvers<void>();
      const hear = (message: unknown) => message === 'done' && resolve();
      child.on('message', hear);
      child.once('exit', resolve);
      child.send(interference);
      await promise;
      child.off('message', hear);
      child.off('exit', resolve);
    },
    async kill(signal = 'SIGKILL') {
      if (isAlive()) {
        child?.kill(signal);
        await gone();
      }
      return child?.exitCode ?? null;
    },
    gone,
    async dispose() {
      await studio.kill();
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  return studio;
}
