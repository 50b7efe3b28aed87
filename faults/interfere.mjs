/**
 * Loaded into a studio before it (`node --import`), so that a test can step in at the places where a program meets the
 * world: its clock, its files, its database, its name server. Nothing in the studio knows of it.
 *
 * What it does, an {@link Interference}, comes with the environment (`FAULTS_INTERFERENCES`) or as a message.
 */
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { DatabaseSync } from 'node:sqlite';

/**
 * @typedef {(
 *   | { do: 'die', when: 'before' | 'after', at: string, following?: string }
 *   | { do: 'fail', at: string, code: string }
 *   | { do: 'heal' }
 *   | { do: 'clock', offsetMs: number }
 *   | { do: 'block', forMs: number }
 *   | { do: 'free', bytes: number }
 *   | { do: 'hurry', times: number }
 *   | { do: 'tell' }
 * )} Interference `at` is a regular expression that a moment has to fit, such as `rename .*video\.mp4` or
 * `sql update "jobs" .*"completed"`. `die` waits until a moment that
 * fits `following` is over; `fail` goes on until `heal`. `free` is what the disk says it has left,
 * `hurry` makes deadlines that many times shorter, `tell` sends every moment that is over to the test.
 */

const require = createRequire(import.meta.url);
/** @type {typeof import('node:fs')} */
const fs = require('node:fs');
/** @type {typeof import('node:net')} */
const net = require('node:net');
/** @type {typeof import('node:dns/promises')} */
const dns = require('node:dns/promises');

const RealDate = Date;
let offsetMs = 0;
let hurry = 1;
let isTelling = false;
/** @type {number | null} */
let freeBytes = null;
/** @type {{ when: 'before' | 'after', at: RegExp, following: RegExp | null }[]} */
const deaths = [];
/** @type {{ at: RegExp, code: string }[]} */
let failures = [];

/** @param {string} code */
function failureOf(code) {
  if (code === 'SQLITE_FULL')
    return Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 });
  if (code === 'SQLITE_BUSY')
    return Object.assign(new Error('database is locked'), { code: 'ERR_SQLITE_ERROR', errcode: 5 });
  return Object.assign(new Error(`${code}: made to fail`), { code });
}

/**
 * A moment of the program. Dies where it is to die.
 * @param {'before' | 'after'} when @param {string} moment
 * @returns {Error | null} what it is to fail with
 */
function meet(when, moment) {
  for (const death of deaths) {
    if (!death.following && death.when === when && death.at.test(moment))
      process.kill(process.pid, 'SIGKILL');
    if (when === 'after' && death.following?.test(moment)) death.following = null;
  }
  if (when === 'after') {
    if (isTelling) process.send?.({ moment });
    return null;
  }
  const failure = failures.find(({ at }) => at.test(moment));
  return failure ? failureOf(failure.code) : null;
}

/** @param {Interference} interference */
function interfere(interference) {
  switch (interference.do) {
    case 'die':
      deaths.push({
        when: interference.when,
        at: new RegExp(interference.at, 's'),
        following: interference.following === undefined ? null : new RegExp(interference.following, 's'),
      });
      break;
    case 'fail':
      failures.push({ at: new RegExp(interference.at, 's'), code: interference.code });
      break;
    case 'heal':
      failures = [];
      freeBytes = null;
      break;
    case 'clock':
      offsetMs = interference.offsetMs;
      break;
    case 'hurry':
      hurry = interference.times;
      break;
    case 'tell':
      isTelling = true;
      break;
    case 'free':
      freeBytes = interference.bytes;
      break;
    case 'block': {
      const until = performance.now() + interference.forMs;
      while (performance.now() < until);
    }
  }
}

// The clock that people set. What measures durations (`performance`, timers) goes on as it is.
const now = () => RealDate.now() + offsetMs;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});

const { timeout } = AbortSignal;
AbortSignal.timeout = (milliseconds) => timeout(Math.ceil(milliseconds / hurry));

// The database: a moment is a statement with its parameters.
const { prepare } = DatabaseSync.prototype;
DatabaseSync.prototype.prepare = function (text) {
  const statement = prepare.call(this, text);
  for (const name of /** @type {const} */ (['all', 'run'])) {
    const work = statement[name].bind(statement);
    Reflect.set(statement, name, (/** @type {import('node:sqlite').SQLInputValue[]} */ ...parameters) => {
      const moment = `sql ${text} ${JSON.stringify(parameters, (_key, value) => (typeof value === 'bigint' ? String(value) : value))}`;
      const failure = meet('before', moment);
      if (failure) throw failure;
      const result = work(...parameters);
      meet('after', moment);
      return result;
    });
  }
  return statement;
};

// Files: a moment is what is done, and to which path.
const handle = await fs.promises.open(import.meta.filename);
const fileHandle = Object.getPrototypeOf(handle);
await handle.close();
/** @type {WeakMap<object, string>} */
const pathOfHandle = new WeakMap();

/**
 * @param {Record<string, any>} holder @param {string} method @param {(self: object, given: unknown[]) => string} describe
 * @param {(result: any, given: unknown[]) => unknown} [onResult]
 */
function watch(holder, method, describe, onResult = (result) => result) {
  const work = holder[method];
  holder[method] = async function (/** @type {unknown[]} */ ...given) {
    const moment = describe(this, given);
    const failure = meet('before', moment);
    if (failure) throw failure;
    const result = onResult(await work.apply(this, given), given);
    meet('after', moment);
    return result;
  };
}

watch(fs.promises, 'rename', (_self, [from, to]) => `rename ${from} → ${to}`);
watch(
  fs.promises,
  'open',
  (_self, [path]) => `open ${path}`,
  (opened, [path]) => {
    pathOfHandle.set(opened, String(path));
    return opened;
  },
);
watch(fs.promises, 'writeFile', (_self, [path]) => `write ${path}`);
watch(
  fs.promises,
  'statfs',
  () => 'statfs',
  (found) => (freeBytes === null ? found : { ...found, bsize: 1, bavail: freeBytes }),
);
watch(fileHandle, 'sync', (self) => `sync ${pathOfHandle.get(self)}`);
watch(fileHandle, 'writeFile', (self) => `write ${pathOfHandle.get(self)}`);

/** @type {Map<number, string>} */
const pathOfDescriptor = new Map();
const { open: openFile, write, writev } = fs;
// Streams call these by their names, with the callback last.
Reflect.set(fs, 'open', (/** @type {any[]} */ ...given) => {
  const done = given.at(-1);
  const failure = meet('before', `open ${given[0]}`);
  if (failure) return process.nextTick(done, failure);
  // @ts-expect-error passed on as it came
  return openFile(...given.slice(0, -1), (error, descriptor) => {
    if (!error) pathOfDescriptor.set(descriptor, String(given[0]));
    done(error, descriptor);
  });
});
for (const [name, work] of /** @type {[string, any][]} */ ([
  ['write', write],
  ['writev', writev],
])) {
  Reflect.set(fs, name, (/** @type {any[]} */ ...given) => {
    const failure = meet('before', `write ${pathOfDescriptor.get(given[0])}`);
    return failure ? process.nextTick(given.at(-1), failure) : work(...given);
  });
}

// Names: a host of the tests has a public address, as the studio demands, and stands for a server of this machine.
/** @type {Record<string, string>} */
const hosts = JSON.parse(process.env.FAULTS_HOSTS ?? '{}');
/** @type {Map<string, { address: string, target: string }>} */
const known = new Map(
  Object.entries(hosts).map(([name, target], index) => [
    name,
    { address: `93.184.215.${14 + index}`, target },
  ]),
);
const { lookup } = dns;
Reflect.set(dns, 'lookup', async (/** @type {string} */ name, /** @type {any} */ options) => {
  const address = known.get(name)?.address;
  return address ? [{ address, family: 4 }] : lookup(name, options);
});
const { connect } = net;
Reflect.set(net, 'connect', (/** @type {any} */ options, /** @type {any[]} */ ...rest) => {
  const dialled = [...known.values()].find(({ address }) => address === options?.host);
  if (!dialled) return connect(options, ...rest);
  const [host, port] = dialled.target.split(':');
  const socket = connect({ ...options, host, port: Number(port) }, ...rest);
  // The studio looks where a connection really led.
  return Object.defineProperty(socket, 'remoteAddress', { get: () => dialled.address });
});
syncBuiltinESMExports();

for (const interference of JSON.parse(process.env.FAULTS_INTERFERENCES ?? '[]')) interfere(interference);
if (process.send) {
  process.on('message', (/** @type {Interference} */ interference) => {
    interfere(interference);
    process.send?.('done');
  });
  process.channel?.unref();
  // A test run that is called off leaves no studio behind.
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
}
