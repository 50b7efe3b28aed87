import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';

/** `public/sw.js` and what it imports, which stand where anybody can fetch all that stands there. */
const [source, ofFiles] = ['sw.js', 'sw-files.js'].map((name) =>
  readFileSync(path.join(process.cwd(), 'public', name), 'utf8'),
);
export const origin = 'https://studio.example';

type Listener = (event: object) => void;
type Worker = {
  ruleOf: (url: URL) => string | null;
  cut: (whole: Response, range: string | null) => Promise<Response>;
};

const toKey = (request: string | Request) =>
  new URL(typeof request === 'string' ? request : request.url, origin).href;

/** A browser, as far as a worker knows it: its caches, the way to the studio, and timers that go off when they are waited for. */
export class TestBrowser {
  readonly stores = new Map<string, Map<string, Response>>();
  listeners = new Map<string, Listener>();
  worker: Worker;
  /** What the studio answers; it is away where there is nothing. */
  studio: ((url: string) => Response) | null = (url) =>
    new Response(`of ${url}`, { headers: { 'content-length': '10' } });
  /** What the worker has put off. */
  timers: (() => void)[] = [];
  /** The addresses of all that was put into a cache, in order, and what has to end before anything is. */
  readonly puts: string[] = [];
  gate = Promise.resolve();
  /** Whether the cache cannot be read. */
  isDiskBroken = false;

  constructor() {
    this.worker = this.start();
  }

  /** Runs the worker anew on what is kept. */
  start(build = 'one'): Worker {
    this.listeners = new Map();
    const self = {
      location: new URL(`${origin}/sw.js?build=${build}`),
      addEventListener: (type: string, listener: Listener) => this.listeners.set(type, listener),
      skipWaiting: () => {},
      clients: { claim: async () => {}, get: async () => undefined },
      registration: {},
    };
    const caches = {
      open: async (name: string) => this.#openCache(name),
      keys: async () => [...this.stores.keys()],
      delete: async (name: string) => this.stores.delete(name),
      match: async () => undefined,
    };
    const fetch = async (request: string | Request) => {
      if (!this.studio) throw new TypeError('Failed to fetch');
      return this.studio(toKey(request));
    };
    const setTimeout = (run: () => void) => this.timers.push(run);
    const importScripts = () => {};
    const language = { URL, Response, Request, Headers, Number, Object, Date, JSON, Promise };
    const given = { self, caches, fetch, setTimeout, importScripts };
    this.worker = runInNewContext(`${ofFiles}\n${source}\n;({ ruleOf, cut })`, { ...language, ...given });
    return this.worker;
  }

  #openCache(name: string) {
    const store = this.stores.get(name) ?? new Map<string, Response>();
    this.stores.set(name, store);
    return {
      match: async (request: string) => {
        if (this.isDiskBroken) throw new Error('Unexpected internal error.');
        return store.get(toKey(request))?.clone();
      },
      put: async (request: string, answer: Response) => {
        const key = toKey(request);
        await this.gate;
        this.puts.push(key);
        store.delete(key);
        store.set(key, new Response(await answer.arrayBuffer(), answer));
      },
      delete: async (request: string | Request) => store.delete(toKey(request)),
      keys: async () => [...store.keys()].map((url) => new Request(url)),
    };
  }

  /** Waits for all that goes on, and lets what was put off be done. */
  async settle(works: Promise<unknown>[]): Promise<void> {
    for (let index = 0; index < works.length; index += 1) {
      for (const run of this.timers.splice(0)) run();
      await works[index];
    }
  }

  /** Asks by way of the worker; `null` where it leaves the question alone. @param left takes what goes on after the answer */
  async ask(request: object, left?: Promise<unknown>[]): Promise<Response | null> {
    const works = left ?? [];
    let answer: Promise<Response> | null = null;
    const event = {
      request: {
        method: 'GET',
        mode: 'cors',
        headers: new Headers(),
        signal: { aborted: false },
        ...request,
      },
      waitUntil: (work: Promise<unknown>) => works.push(work),
      respondWith: (given: Promise<Response>) => {
        answer = given;
      },
    };
    this.listeners.get('fetch')?.(event);
    const given = await (answer as Promise<Response> | null);
    const body = await given?.clone().arrayBuffer();
    if (!left) await this.settle(works);
    return given && body ? given : null;
  }

  /** Tells the worker something, as a page does. */
  async tell(data: object): Promise<void> {
    const works: Promise<unknown>[] = [];
    const waitUntil = (work: Promise<unknown>) => works.push(work);
    this.listeners.get('message')?.({ data, waitUntil });
    await this.settle(works);
  }

  keptIn(name: string): string[] {
    return [...(this.stores.get(name)?.keys() ?? [])];
  }
}
