import { mkdtemp } from 'node:fs/promises';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Database, openDatabase } from '@/lib/db/open';
import { openServer } from '@/lib/providers/contract/open-server';
import { openSecretBox } from '@/lib/secret-box';
import { openWebhooks } from './webhooks';

/** A request as a receiver saw it. */
export type Received = { headers: IncomingHttpHeaders; body: string };

/** A receiver at the network edge: each test says how it answers. */
export type Receiver = {
  origin: string;
  received: Received[];
  answer: (response: ServerResponse, received: Received) => void;
};

const ends: (() => void)[] = [];

export async function openReceiver(answer: Receiver['answer']): Promise<Receiver> {
  const { origin, close } = await openServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const one = { headers: request.headers, body };
    receiver.received.push(one);
    receiver.answer(response, one);
  });
  ends.push(close);
  const receiver: Receiver = { origin, received: [], answer };
  return receiver;
}

/** Ends what the tests of a file have opened. */
export function closeReceivers(): void {
  for (const end of ends.splice(0)) end();
}

type Given = {
  privateOrigins: readonly string[];
  /** Where it shares the rows of something else. */
  database?: Database;
  clock?: { now: number };
};

/** Webhooks with a clock of the test, on a folder of their own, with nobody who sends but the test. */
export async function openTestWebhooks({ privateOrigins, database, clock }: Given) {
  const folder = await mkdtemp(path.join(tmpdir(), 'firstframe-webhooks-'));
  const time = clock ?? { now: Math.floor(Date.now() / 1_000) * 1_000 };
  const rows = database ?? (await openDatabase(folder));
  const webhooks = openWebhooks({
    database: rows,
    secrets: await openSecretBox(folder),
    privateOrigins,
    now: () => time.now,
    notify: () => {},
  });
  return {
    webhooks,
    database: rows,
    clock: time,
    folder,
    /** Sends what is due, as the poller would. Returns how many that was. */
    async sendDue(limit = 100): Promise<number> {
      const claimed = await webhooks.work.claim(limit);
      await Promise.all(claimed.map(webhooks.work.handle));
      return claimed.length;
    },
  };
}
