/**
 * The process that is the studio: it owns the socket, with Next behind it. It decides who may speak, keeps the
 * lengths of answers, and stops in order.
 */
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { applyPolicy } from './server/answer-policy.mjs';
import { restoreContentLength } from './server/content-length.mjs';
import { passDoor } from './server/door.mjs';
import { answerRefusal, dropClaims, refuse } from './server/guard.mjs';
import { limitIdleUpload } from './server/limit-idle-upload.mjs';
import { explainListenError, readSettings } from './server/settings.mjs';

/** @typedef {import('node:http').RequestListener} RequestListener */

/** A body that stands still or trickles for so long is given up; one that moves may take all day. */
const idleUploadMs = 30_000;
/** How long requests that are under way may go on once we were told to stop, before the studio is stopped as well. */
const drainMs = 2_000;
/** How long the studio may then take to finish what it has in hand, paid requests above all: 10 s in all. */
const stopDeadlineMs = 7_500;
/** How long the answers that came of that may take on their way out. */
const lastAnswersMs = 500;
/** The terminal, npm and `scripts/start.mjs` each pass the same signal on: copies within this time are one. */
const oneSignalMs = 500;

const isDev = process.argv.includes('--dev');
// Both are read while Next is loaded.
Object.assign(process.env, { NODE_ENV: isDev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' });
// Children and the default data folder are found from here.
process.chdir(import.meta.dirname);

/** @param {string} line @returns {never} */
function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

/** @template T @param {() => T} read @returns {T} */
function orFail(read) {
  try {
    return read();
  } catch (error) {
    fail(/** @type {Error} */ (error).message);
  }
}

const settings = orFail(() => readSettings(process.env));
const server = createServer({ headersTimeout: 20_000, requestTimeout: 0, keepAliveTimeout: 65_000 });
let stoppingSince = 0;

/** @param {RequestListener} answer what Next does @returns {RequestListener} */
function guarded(answer) {
  return (request, response) => {
    dropClaims(request);
    applyPolicy(request, response, { isDev });
    const refusal = refuse(request, settings);
    if (refusal) return answerRefusal(refusal, response);
    if (stoppingSince > 0) response.setHeader('connection', 'close');
    limitIdleUpload(request, response, idleUploadMs);
    restoreContentLength(response);
    answer(request, response);
  };
}

/** Lets requests finish, then the studio; ends the process. A second signal ends it at once. */
async function stop() {
  if (Date.now() - stoppingSince < oneSignalMs) return;
  if (stoppingSince > 0) process.exit(1);
  stoppingSince = Date.now();
  const closed = once(server, 'close');
  server.close();
  await Promise.race([closed, wait(drainMs)]);
  /** @type {unknown} the runtime, which is bundled apart, leaves its end here */
  const stopStudio = Reflect.get(globalThis, Symbol.for('firstframe.stop'));
  const lastAnswers = () => Promise.race([closed, wait(lastAnswersMs)]);
  try {
    if (typeof stopStudio === 'function') await Promise.race([stopStudio(lastAnswers), wait(stopDeadlineMs)]);
  } catch (error) {
    fail(`The studio did not stop in order: ${/** @type {Error} */ (error).message}`);
  }
  await lastAnswers();
  process.exit(0);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

const { host } = settings;
try {
  // Before anything else: whoever starts a second studio by mistake learns it at once.
  await once(server.listen(settings.port, host), 'listening');
} catch (error) {
  fail(explainListenError(/** @type {NodeJS.ErrnoException} */ (error), settings));
}
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

/** @type {EventEmitter} what Next listens to for upgrades: it would leave sockets open that it has no use for */
const upgrades = new EventEmitter();
/** @type {Promise<void>} ends when the runtime says so; it ends the process itself when it cannot start */
const started = new Promise((resolve) => {
  Reflect.set(globalThis, Symbol.for('firstframe.started'), resolve);
});
const { default: next } = await import('next');
const app = next({
  dev: isDev,
  dir: import.meta.dirname,
  hostname: host,
  port,
  httpServer: /** @type {import('node:http').Server} */ (upgrades),
});
const answer = app.getRequestHandler();
// Next is prepared before the studio behind it is: it waits neither for instrumentation nor for what that starts.
const ready = Promise.all([app.prepare(), started]);
server.on(
  'request',
  guarded((request, response) => {
    ready
      .then(async () => {
        if (await passDoor(request, response)) await answer(request, response);
      })
      .catch(() => response.destroy());
  }),
);
if (isDev) {
  server.on('upgrade', (request, socket, head) => {
    if (refuse(request, settings)) socket.destroy();
    else upgrades.emit('upgrade', request, socket, head);
  });
}
try {
  await ready;
} catch (error) {
  fail(/** @type {Error} */ (error).message);
}
process.stdout.write(`Firstframe is ready at http://${host.includes(':') ? `[${host}]` : host}:${port}\n`);
