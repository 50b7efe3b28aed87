/**
 * The pictures and videos that the worker (`sw.js`) keeps. They are the same in every release, and the ones that were not
 * used for the longest time go first. An index lies in the cache beside them: their bytes, and when they were last used.
 */
self.files = (() => {
  const name = 'firstframe-files';
  const indexUrl = '/firstframe-files';
  const mostFiles = 1_000;
  const mostBytes = 300_000_000;
  /** A file that is used again is noted so often at most. */
  const usedStepMs = 3_600_000;
  /** The index is written for all that came meanwhile at once: whoever scrolls sees hundreds of pictures. */
  const writePauseMs = 2_000;

  /** `null` until it is read, and from when all is forgotten. */
  let index = null;
  let opening = null;
  let writing = null;
  /** Raised whenever something is forgotten: what was asked for before that is not kept any more. */
  let round = 0;
  /** One change of what is kept after the other. Where there is no room, nothing is kept. */
  let turn = Promise.resolve();
  const inTurn = (work) => {
    turn = turn.then(work).catch(() => {});
    return turn;
  };

  async function readIndex() {
    const cache = await caches.open(name);
    const read = (await (await cache.match(indexUrl))?.json()) ?? {};
    // The browser may have ended the worker before it wrote the last ones down.
    for (const { url } of await cache.keys()) {
      if (read[url] || new URL(url).pathname === indexUrl) continue;
      const bytes = Number((await cache.match(url))?.headers.get('content-length')) || 0;
      read[url] = { bytes, at: Date.now() };
    }
    return read;
  }

  async function open() {
    opening ??= readIndex();
    try {
      index = await opening;
    } catch (error) {
      opening = null;
      throw error;
    }
    return index;
  }

  async function write() {
    if (!index) return;
    const cache = await caches.open(name);
    const newestFirst = Object.entries(index).sort(([, one], [, other]) => other.at - one.at);
    let sum = 0;
    for (const [place, [each, { bytes }]] of newestFirst.entries()) {
      sum += bytes;
      if (place < mostFiles && sum <= mostBytes) continue;
      delete index[each];
      await cache.delete(each);
    }
    await cache.put(indexUrl, Response.json(index));
  }

  function writeSoon() {
    writing ??= new Promise((resolve) => setTimeout(resolve, writePauseMs)).then(() => {
      writing = null;
      return inTurn(write);
    });
    return writing;
  }

  function note(url, bytes) {
    const known = index?.[url];
    if (!index || (known && Date.now() - known.at < usedStepMs)) return;
    index[url] = { bytes: bytes ?? known?.bytes ?? 0, at: Date.now() };
    return writeSoon();
  }

  /** Ends what is known of them; the caller deletes the cache. */
  function close() {
    round += 1;
    index = null;
    opening = null;
  }

  /** `undefined` where it is not kept, or nobody can say. */
  async function find(event, url) {
    const known = await open().catch(() => null);
    if (!known?.[url]) return undefined;
    const kept = await (await caches.open(name)).match(url);
    if (kept) event.waitUntil(note(url));
    return kept;
  }

  /** Ends when it is kept; the index is written later. @param asked the round in which it was asked for */
  async function keep(event, url, answer, asked) {
    await open();
    if (asked !== round) return;
    const cache = await caches.open(name);
    const bytes = Number(answer.headers.get('content-length'));
    await cache.put(url, answer);
    if (asked === round) event.waitUntil(note(url, bytes));
    else await cache.delete(url);
  }

  /** @param ids of videos whose files go, or `any` */
  function forget(ids) {
    round += 1;
    return inTurn(async () => {
      if (ids === 'any') {
        close();
        await caches.delete(name);
        return;
      }
      await open();
      const cache = await caches.open(name);
      const folders = ids.map((id) => `/v1/videos/${encodeURIComponent(id)}/`);
      for (const { url } of await cache.keys()) {
        if (!folders.some((folder) => new URL(url).pathname.startsWith(folder))) continue;
        delete index[url];
        await cache.delete(url);
      }
      await write();
    });
  }

  return { name, round: () => round, close, find, keep, forget };
})();
