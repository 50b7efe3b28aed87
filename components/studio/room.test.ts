import { beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('next/navigation', () => ({ usePathname: () => '', useSearchParams: () => new URLSearchParams() }));

type Entry = { url: URL; state: unknown };
type Room = typeof import('./room');

let entries: Entry[];
let at: number;
/** How often the browser was asked to leave the studio. */
let left: number;
let page: EventTarget;
let pages = 0;
let room: Room;

/** The browser goes later, as it does. */
let going: (() => void)[];
const arrive = () => {
  for (const go of going.splice(0)) go();
};

function go(by: number): void {
  going.push(() => {
    if (!entries[at + by]) {
      left += 1;
      return;
    }
    at += by;
    page.dispatchEvent(new Event('popstate'));
  });
}

const address = () => `${entries[at]?.url.pathname}${entries[at]?.url.search}`;

/** A page opened at an address, in a tab with nothing before it, or in place of the page before. */
async function open(path: string, kept?: Entry[]): Promise<void> {
  entries = kept ?? [{ url: new URL(path, 'https://studio.example'), state: null }];
  at = entries.length - 1;
  [left, going] = [0, []];
  const entryOf = (state: unknown, url: string): Entry => ({
    url: new URL(url, entries[at]?.url),
    state: structuredClone(state),
  });
  const history = {
    get state() {
      return entries[at]?.state ?? null;
    },
    pushState(state: unknown, _unused: string, url: string) {
      entries.splice(at + 1, Number.POSITIVE_INFINITY, entryOf(state, url));
      at += 1;
    },
    replaceState(state: unknown, _unused: string, url: string) {
      entries[at] = entryOf(state, url);
    },
    back: () => go(-1),
  };
  page = Object.defineProperties(new EventTarget(), {
    history: { value: history },
    location: { get: () => entries[at]?.url },
  });
  vi.stubGlobal('window', page);
  pages += 1;
  vi.spyOn(performance, 'timeOrigin', 'get').mockReturnValue(pages);
  vi.resetModules();
  room = await import('./room');
}

function leave(): void {
  room.leaveRoom();
  arrive();
}

describe('leaving a room', () => {
  beforeEach(() => open('/?q=fog'));

  test('goes back to the gallery that it was opened from, however far one walked in it', () => {
    room.enterRoom('video_1');
    room.moveRoom('video_2');
    room.moveRoom('video_3');
    expect(address()).toBe('/videos/video_3?q=fog');
    leave();
    expect([at, address(), left]).toEqual([0, '/?q=fog', 0]);
  });

  test('goes out of one after the other', () => {
    room.enterRoom('video_1');
    room.enterCompare(['video_1', 'video_2']);
    room.moveCompare(['video_2', 'video_1']);
    leave();
    expect(address()).toBe('/videos/video_1?q=fog');
    leave();
    expect([at, address()]).toEqual([0, '/?q=fog']);
  });

  test('asked for twice before the browser is there, goes back once', () => {
    room.enterRoom('video_1');
    room.leaveRoom();
    expect(room.addressedRoom()).toBeNull();
    leave();
    expect([at, address(), left]).toEqual([0, '/?q=fog', 0]);
  });

  test('goes to the gallery in place of a room that was opened by its address', async () => {
    await open('/videos/video_1?q=fog');
    leave();
    expect([entries.length, address(), left]).toEqual([1, '/?q=fog', 0]);
  });

  test('never leaves the studio, also after the browser’s own Back', async () => {
    await open('/videos/video_1');
    room.enterCompare(['video_1', 'video_2']);
    go(-1);
    arrive();
    expect(room.addressedRoom()).toBe('video_1');
    leave();
    expect([left, address()]).toEqual([0, '/']);
    room.enterRoom('video_2');
    expect(room.addressedRoom()).toBe('video_2');
  });

  test('goes back also where the browser’s own Forward led into it', () => {
    room.enterRoom('video_1');
    leave();
    go(1);
    arrive();
    expect(room.addressedRoom()).toBe('video_1');
    leave();
    expect([at, address()]).toEqual([0, '/?q=fog']);
  });

  test('of a page that was loaded anew, goes nowhere that it would have to load', async () => {
    room.enterRoom('video_1');
    await open('', entries);
    leave();
    expect([at, address(), left]).toEqual([1, '/?q=fog', 0]);
  });
});
