import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { openBody, sniffBody } from './open-body';

const mp4 = Buffer.from('000000186674797069736f6d', 'hex');

describe('the first bytes', () => {
  test.each([
    [mp4, 'video'],
    [Buffer.from('000000086d6f6f76', 'hex'), 'video'],
    [Buffer.from('0000000866726565', 'hex'), 'video'],
    [Buffer.from('1a45dfa3a3428681', 'hex'), 'video'],
    [Buffer.from('{"id":1}'), 'json'],
    [Buffer.from('\ufeff [1]'), 'json'],
    [Buffer.from('\n<html>'), 'text'],
    [Buffer.from(''), 'text'],
    [Buffer.from('feelfree'), 'unknown'],
    [Buffer.from('RIFF....AVI '), 'unknown'],
  ])('%j are of the kind %s', (head, kind) => {
    expect(sniffBody(head)).toBe(kind);
  });
});

const bodyOf = (...chunks: Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });

describe('a body that is opened', () => {
  test('is whole, in however small pieces it comes', async () => {
    const whole = Buffer.concat([mp4, Buffer.alloc(500, 7)]);
    const { kind, stream } = await openBody(bodyOf(...[...whole].map((byte) => Uint8Array.of(byte))));
    expect(kind).toBe('video');
    expect(Buffer.concat(await stream.toArray())).toEqual(whole);
    expect(await (await openBody(bodyOf())).stream.toArray()).toEqual([]);
  });

  test('that is cut tells whoever reads it, with what came before, and ends no process meanwhile', async () => {
    let pulls = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulls += 1;
          if (pulls === 1) controller.enqueue(Uint8Array.from(mp4));
          else controller.error(new Error('reset'));
        },
      },
      { highWaterMark: 0 },
    );
    const { kind, stream } = await openBody(body);
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const chunk of stream) seen.push(chunk);
    })();
    await expect(reading).rejects.toThrow('reset');
    expect({ kind, seen }).toEqual({ kind: 'video', seen: [mp4] });
  });

  test('that was cut before anybody read it is met by whoever does', async () => {
    let cut: (error: Error) => void = () => {};
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(100));
        cut = (error) => controller.error(error);
      },
    });
    const { stream } = await openBody(body);
    const isClosed = new Promise((resolve) => stream.once('close', resolve));
    stream.read();
    cut(new Error('reset'));
    await isClosed;
    await expect(stream.toArray()).rejects.toThrow('reset');
  });

  test('lets go of the connection when it is not wanted', async () => {
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(100)),
      cancel() {
        isCancelled = true;
      },
    });
    const { stream } = await openBody(body);
    stream.destroy();
    await once(stream, 'close');
    expect(isCancelled).toBe(true);
  });
});
