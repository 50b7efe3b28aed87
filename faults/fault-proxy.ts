import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** What the line does to bytes, by toxiproxy's names; `cut` is our own. */
export type Toxic =
  | { name: 'latency'; ms: number; jitterMs?: number }
  /** Nothing comes through any more; the connection stands. */
  | { name: 'timeout' }
  | { name: 'reset_peer' }
  /** Ends the connection after so many bytes. */
  | { name: 'limit_data'; bytes: number }
  | { name: 'slicer'; bytes: number; delayMs: number }
  | { name: 'bandwidth'; bytesPerSecond: number }
  /** Cuts this share of the answers off, each at any of the bytes of its first packet, before the first one too. */
  | { name: 'cut'; share: number };

/** Where a toxic acts: on what is asked, or on what is answered. */
type Direction = 'up' | 'down';

/** One direction of one connection. */
type Link = {
  to: Socket;
  /** Bytes that have come through. */
  passed: number;
  /** The next bytes are the first of an answer. */
  isNewAnswer: boolean;
};

type Passed = Buffer | 'nothing' | 'end' | 'reset';

export type FaultProxy = Awaited<ReturnType<typeof startFaultProxy>>;

/** A TCP proxy that spoils the line, the same way for the same seed. */
export async function startFaultProxy(target: { port: number }, random: () => number = Math.random) {
  const sockets = new Set<Socket>();
  const counts = { connections: 0, answers: 0, cut: 0 };
  let toxics: (Toxic & { direction: Direction })[] = [];

  async function spoil(toxic: Toxic, chunk: Buffer, link: Link): Promise<Passed> {
    switch (toxic.name) {
      case 'latency':
        await wait(toxic.ms + random() * (toxic.jitterMs ?? 0));
        return chunk;
      case 'timeout':
        return 'nothing';
      case 'reset_peer':
        return 'reset';
      case 'limit_data': {
        const left = toxic.bytes - link.passed;
        if (chunk.length < left) return chunk;
        link.to.write(chunk.subarray(0, Math.max(0, left)));
        return 'end';
      }
      case 'slicer':
        for (let start = 0; start < chunk.length && !link.to.destroyed; start += toxic.bytes) {
          link.to.write(chunk.subarray(start, start + toxic.bytes));
          await wait(toxic.delayMs);
        }
        return 'nothing';
      case 'bandwidth':
        await wait((1_000 * chunk.length) / toxic.bytesPerSecond);
        return chunk;
      case 'cut': {
        if (!link.isNewAnswer || random() >= toxic.share) return chunk;
        counts.cut += 1;
        // One in three before the first byte: the other two leave whoever asked with a part of an answer.
        const length = random() < 1 / 3 ? 0 : Math.floor(random() * chunk.length);
        link.to.write(chunk.subarray(0, length));
        return 'end';
      }
    }
  }

  async function pump(from: Socket, link: Link, direction: Direction, onData: () => void): Promise<void> {
    for await (const whole of from as AsyncIterable<Buffer>) {
      let chunk: Passed = whole;
      for (const toxic of toxics.filter((one) => one.direction === direction)) {
        if (typeof chunk !== 'string') chunk = await spoil(toxic, chunk, link);
      }
      onData();
      if (chunk === 'end') return void link.to.destroySoon();
      if (chunk === 'reset') return void link.to.resetAndDestroy();
      if (chunk === 'nothing') continue;
      link.passed += chunk.length;
      if (!link.to.write(chunk)) await once(link.to, 'drain');
    }
    link.to.end();
  }

  const server = createServer((client) => {
    counts.connections += 1;
    const upstream = connect(target.port, '127.0.0.1');
    const up: Link = { to: upstream, passed: 0, isNewAnswer: false };
    const down: Link = { to: client, passed: 0, isNewAnswer: false };
    const close = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket)).on('error', close);
    }
    pump(client, up, 'up', () => {
      down.isNewAnswer = true;
    }).catch(close);
    pump(upstream, down, 'down', () => {
      if (down.isNewAnswer) counts.answers += 1;
      down.isNewAnswer = false;
    })
      .catch(() => {})
      .finally(() => upstream.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;

  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    counts,
    /** What the line does from now on, on answers where not told otherwise; nothing, if nothing is named. */
    setToxics(...wanted: (Toxic & { direction?: Direction })[]) {
      toxics = wanted.map((toxic) => ({ direction: 'down' as const, ...toxic }));
    },
    /** Refuses connections, and ends those that stand. */
    async takeDown() {
      hangUp();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
    async bringUp() {
      if (!server.listening) await once(server.listen(port, '127.0.0.1'), 'listening');
    },
    close() {
      hangUp();
      if (server.listening) server.close();
    },
  };
}
