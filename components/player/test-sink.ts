import type { VideoSample, VideoSampleSink } from 'mediabunny';
import type { FrameTable } from '@/lib/media/frame-table';

/** A decoder of a test: its frames are numbers, and it counts what it has given out and what is open. */
export function testSink({ stamps }: FrameTable) {
  const told = { decoded: [] as number[], alive: 0, open: 0 };

  async function* samples(from = 0, to = Number.POSITIVE_INFINITY) {
    told.open += 1;
    try {
      for (const [frame, timestamp] of stamps.entries()) {
        if (timestamp < from || timestamp >= to) continue;
        await Promise.resolve();
        told.decoded.push(frame);
        told.alive += 1;
        const close = () => {
          told.alive -= 1;
        };
        yield { timestamp, close, draw: () => {} } as unknown as VideoSample;
      }
    } finally {
      told.open -= 1;
    }
  }

  return { sink: { samples } as unknown as VideoSampleSink, told };
}
