import 'server-only';
import { StudioError } from '@/lib/errors';

/** Less than the least that the disk keeps free, also where every upload writes so much between two looks. */
const roomCheckedEvery = 8 * 1024 * 1024;

type BodyLimits = {
  maximumBytes: number;
  /** Throws where so many bytes have no room on the disk. */
  requireRoom: (bytes: number) => Promise<void>;
};

/**
 * The pieces of a body, up to all that may be in it. Where nobody wants the rest it is read and dropped: a body that is
 * cancelled while more of it comes in ends in an exception that nobody can catch (`enqueue` on a closed stream, in Node).
 * @throws StudioError `too_large`, or what `requireRoom` throws
 */
export async function* readBody(
  body: ReadableStream<Uint8Array>,
  { maximumBytes, requireRoom }: BodyLimits,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let bytes = 0;
  let unchecked = 0;
  const next = async (): Promise<Uint8Array | null> => {
    const { value } = await reader.read();
    bytes += value?.byteLength ?? 0;
    if (bytes <= maximumBytes) return value ?? null;
    await reader.cancel();
    const megabytes = Math.ceil(maximumBytes / 1024 ** 2);
    throw new StudioError('too_large', `The body is larger than ${megabytes} MB.`);
  };
  const drop = async () => {
    while (await next());
  };
  try {
    for (let chunk = await next(); chunk; chunk = await next()) {
      unchecked += chunk.byteLength;
      if (unchecked >= roomCheckedEvery) {
        await requireRoom(unchecked);
        unchecked = 0;
      }
      yield chunk;
    }
  } finally {
    drop().catch(() => {});
  }
}
