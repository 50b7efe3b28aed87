import { createStore, del, delMany, get, keys, set, type UseStore } from 'idb-keyval';

/** What nothing names any more goes at this age: younger, another tab may still have it in its draft. */
const spareForMs = 7 * 24 * 60 * 60_000;

let store: UseStore | null = null;
/** One after the other, so that what is taken out is not written after it. */
let last: Promise<unknown> = Promise.resolve();

function openFiles(): UseStore {
  store ??= createStore('firstframe', 'images');
  return store;
}

/** Storage may be full or forbidden; the draft then lasts as long as the page. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  const done = last.then(work).catch(() => undefined);
  last = done;
  return done;
}

/** The file that is kept under a name, if it still is. */
export function findFile(name: string): Promise<File | undefined> {
  return inTurn(async () => {
    const found: unknown = await get(name, openFiles());
    return found instanceof File ? found : undefined;
  });
}

/** Keeps files under their names and lets others go. */
export function changeFiles(added: ReadonlyMap<string, File>, dropped: readonly string[]): Promise<unknown> {
  return inTurn(async () => {
    for (const name of dropped) await del(name, openFiles());
    for (const [name, file] of added) await set(name, file, openFiles());
  });
}

/**
 * Lets go what no draft names any more.
 * @param named the names in the stored draft
 */
export function dropForgotten(named: ReadonlySet<string>, now: number): Promise<unknown> {
  return inTurn(async () => {
    const names = (await keys<string>(openFiles())).filter(
      (name) => !named.has(name) && now - Number.parseInt(name, 10) > spareForMs,
    );
    await delMany(names, openFiles());
  });
}
