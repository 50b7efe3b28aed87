import 'server-only';

/** What the loop is given. It knows nothing of the work: only that there is some, and when there is more. */
type PollerOptions<Item> = {
  /** Leases at most `limit` items that are due now. */
  claim: (limit: number) => Promise<Item[]>;
  /** Does the work on one item. */
  handle: (item: Item) => Promise<unknown>;
  /** When the next item is due (Unix milliseconds), or `null`. */
  nextDueAt: () => Promise<number | null>;
  now: () => number;
  /** How many items are worked on at once. */
  concurrency: number;
  /** Longest pause, so that leases of the dead are found even when nobody calls. */
  maximumPauseMs: number;
  onError: (error: unknown) => void;
};

export type Poller = {
  start(): void;
  /** Cuts the pause short: something may be due. */
  notify(): void;
  /** Takes no more items, and resolves when those in hand are done. */
  stop(): Promise<void>;
  /** When the last pass ended (Unix milliseconds), or `null` before the first. */
  lastPassAt(): number | null;
};

/** A pause that can be cut short, also just before it begins. */
function createPause() {
  let isCut = false;
  let end: (() => void) | null = null;
  return {
    cut() {
      isCut = true;
      end?.();
    },
    async take(milliseconds: number) {
      if (!isCut) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      isCut = false;
      end = null;
    },
  };
}

/** A claim–handle loop. It claims what is due whenever it has a hand free, and sleeps exactly until there is more. */
export function createPoller<Item>(options: PollerOptions<Item>): Poller {
  const { claim, handle, nextDueAt, now, concurrency, maximumPauseMs, onError } = options;
  const active = new Set<Promise<void>>();
  const pause = createPause();
  let isRunning = false;
  let loop: Promise<void> = Promise.resolve();
  let lastPassAt: number | null = null;

  async function work(item: Item): Promise<void> {
    try {
      await handle(item);
    } catch (error) {
      onError(error);
    }
  }

  function begin(item: Item): void {
    const done: Promise<void> = work(item).finally(() => {
      active.delete(done);
      pause.cut();
    });
    active.add(done);
  }

  /** One pass; returns how long there is nothing to do. */
  async function pass(): Promise<number> {
    lastPassAt = now();
    const free = concurrency - active.size;
    if (free > 0) {
      const items = await claim(free);
      for (const item of items) begin(item);
      if (items.length === free) return 0;
    }
    if (active.size >= concurrency) return maximumPauseMs;
    const dueAt = await nextDueAt();
    return dueAt === null ? maximumPauseMs : Math.min(maximumPauseMs, Math.max(0, dueAt - now()));
  }

  async function run(): Promise<void> {
    while (isRunning) {
      let pauseMs = maximumPauseMs;
      try {
        pauseMs = await pass();
      } catch (error) {
        onError(error);
      }
      // With every hand full, only the end of an item brings a change.
      if (isRunning && (pauseMs > 0 || active.size >= concurrency))
        await pause.take(pauseMs || maximumPauseMs);
    }
  }

  return {
    start() {
      if (isRunning) return;
      isRunning = true;
      loop = run();
    },
    notify: () => pause.cut(),
    async stop() {
      isRunning = false;
      pause.cut();
      await loop;
      await Promise.all(active);
    },
    lastPassAt: () => lastPassAt,
  };
}
