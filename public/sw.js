/**
 * Keeps what was seen, so that the studio also opens where it cannot be reached. It answers questions alone, and only those
 * that it knows; whatever makes, changes or costs something goes past it, and nothing is ever sent later.
 *
 * A page and what the API says come from the studio, and from here only where that does not answer: nothing is older than
 * it has to be. Files whose address names their content come from here first. Who is not signed in finds nothing.
 */
const build = new URL(self.location.href).searchParams.get('build') ?? '';
const shellName = `firstframe-shell-${build}`;
const answersName = `firstframe-answers-${build}`;
importScripts('/sw-files.js');
const { files } = self;

const mostAnswers = 40;
/** Of one video; a longer one is played from the studio alone. */
const mostVideoBytes = 32_000_000;

/** What becomes of a question: `null` is none of ours. */
function ruleOf({ origin, pathname, searchParams }) {
  if (origin !== self.location.origin) return null;
  if (pathname.startsWith('/_next/static/') || /^\/(icons\/[\w-]+\.png|icon\.svg)$/.test(pathname))
    return 'static';
  if (/^\/v1\/videos\/[^/]+\/content$/.test(pathname)) {
    if (searchParams.has('download')) return null;
    return (searchParams.get('variant') ?? 'video') === 'video' ? 'video' : 'file';
  }
  if (/^\/api\/references\/[^/]+$/.test(pathname)) return 'file';
  const isAnswer = /^\/(v1\/(videos(\/[^/]+)?|models)|api\/(timeline|facets|projects))$/.test(pathname);
  return isAnswer && !searchParams.has('changed_since') && !searchParams.has('trashed') ? 'answer' : null;
}

/** Nothing of a library is left for whoever uses this browser next, nor does it open without a sign-in. */
async function forget() {
  files.close();
  for (const name of await caches.keys()) {
    if (name.startsWith('firstframe-shell-')) await (await caches.open(name)).delete('/');
    else if (name.startsWith('firstframe-')) await caches.delete(name);
  }
}

/** What was deleted for good is not shown from here. @param ids of videos, or `any` where nobody knows which they were */
async function forgetPurged(ids) {
  await files.forget(ids);
  if (ids === 'any') return void (await caches.delete(answersName));
  const answers = await caches.open(answersName);
  for (const { url } of await answers.keys()) {
    const text = url + (await (await answers.match(url))?.text());
    if (ids.some((id) => text.includes(id))) await answers.delete(url);
  }
}

async function keepAnswer(url, answer, asked) {
  if (asked !== files.round()) return;
  const cache = await caches.open(answersName);
  await cache.put(url, answer);
  if (asked !== files.round()) await cache.delete(url);
  const oldestFirst = await cache.keys();
  for (const request of oldestFirst.slice(0, -mostAnswers)) await cache.delete(request);
}

async function openPage(event, { pathname }) {
  const shell = await caches.open(shellName);
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request));
    // The studio leads away only whoever is not signed in.
    if (answer.type === 'opaqueredirect') event.waitUntil(forget());
    else if (answer.ok && pathname === '/') event.waitUntil(shell.put('/', answer.clone()));
    return answer;
  } catch (error) {
    const kept = await shell.match('/');
    if (kept) return kept;
    throw error;
  }
}

async function answerStatic(event, { href }) {
  const shell = await caches.open(shellName);
  const kept = await shell.match(href);
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.ok) event.waitUntil(shell.put(href, answer.clone()));
  return answer;
}

async function answerQuestion(event, { href }) {
  const asked = files.round();
  try {
    const answer = await fetch(event.request);
    if (answer.status === 401) event.waitUntil(forget());
    if (answer.ok) event.waitUntil(keepAnswer(href, answer.clone(), asked));
    return answer;
  } catch (error) {
    const kept = event.request.signal.aborted ? null : await (await caches.open(answersName)).match(href);
    if (!kept) throw error;
    const client = await self.clients.get(event.clientId);
    client?.postMessage({ keptAt: Date.parse(kept.headers.get('date') ?? '') });
    return kept;
  }
}

async function answerFile(event, { href }) {
  const kept = await files.find(event, href);
  if (kept) return kept;
  const asked = files.round();
  const answer = await fetch(event.request);
  if (answer.status === 401) event.waitUntil(forget());
  if (answer.status === 200) event.waitUntil(files.keep(event, href, answer.clone(), asked));
  return answer;
}

/** A range of a whole file, as RFC 9110 §14 has it; several at once are answered with the whole. */
async function cut(whole, range) {
  const bytes = await whole.blob();
  const { size, type } = bytes;
  const headers = new Headers(whole.headers);
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === '' && last === '') return new Response(bytes, { headers });
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start > end)
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${size}` } });
  headers.set('content-range', `bytes ${start}-${end}/${size}`);
  headers.set('content-length', String(end - start + 1));
  return new Response(bytes.slice(start, end + 1, type), { status: 206, headers });
}

/** A video is fetched once: what is played from its beginning is kept on its way. */
async function answerVideo(event, url) {
  const range = event.request.headers.get('range');
  const kept = await files.find(event, url.href);
  if (kept) return cut(kept, range);
  if (range !== null && range !== 'bytes=0-') return fetch(event.request);
  const asked = files.round();
  const answer = await fetch(url.href, { credentials: 'same-origin' });
  const size = Number(answer.headers.get('content-length'));
  if (answer.status === 401) event.waitUntil(forget());
  if (answer.status !== 200 || !answer.body || !(size > 0 && size <= mostVideoBytes)) {
    await answer.body?.cancel();
    return fetch(event.request);
  }
  const { headers } = answer;
  const [shown, stored] = answer.body.tee();
  event.waitUntil(files.keep(event, url.href, new Response(stored, { headers }), asked).catch(() => {}));
  if (range === null) return new Response(shown, { headers });
  const partly = new Headers(headers);
  partly.set('content-range', `bytes 0-${size - 1}/${size}`);
  return new Response(shown, { status: 206, headers: partly });
}

const answers = { static: answerStatic, answer: answerQuestion, file: answerFile, video: answerVideo };

/** What the page had loaded before we were there. */
async function keepSeen(event, urls) {
  const shell = await caches.open(shellName);
  for (const href of ['/', ...urls]) {
    const url = new URL(href, self.location.origin);
    const rule = url.pathname === '/' ? 'page' : ruleOf(url);
    if (rule === null || rule === 'video' || (await caches.match(href))) continue;
    const asked = files.round();
    const answer = await fetch(href).catch(() => null);
    if (!answer?.ok || answer.redirected) continue;
    if (rule === 'page') await shell.put('/', answer);
    else if (rule === 'static') await shell.put(href, answer);
    else if (rule === 'file') await files.keep(event, href, answer, asked);
    else await keepAnswer(href, answer, asked);
  }
}

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
  const isOld = (name) =>
    name.startsWith('firstframe-') && ![shellName, answersName, files.name].includes(name);
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (isOld(name)) await caches.delete(name);
      await self.registration.navigationPreload?.enable();
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('message', (event) => {
  const { seen, purged } = event.data;
  event.waitUntil(purged ? forgetPurged(purged) : keepSeen(event, seen));
});

self.addEventListener('fetch', (event) => {
  const { method, mode } = event.request;
  const url = new URL(event.request.url);
  if (method !== 'GET') return;
  if (mode === 'navigate') {
    if (url.pathname === '/login') event.waitUntil(forget());
    else if (/^\/(videos\/[^/]+)?$/.test(url.pathname)) event.respondWith(openPage(event, url));
    return;
  }
  const rule = ruleOf(url);
  if (rule !== null) event.respondWith(answers[rule](event, url));
});
