import 'server-only';
import { StudioError } from '@/lib/errors';

/** Less than the least that the disk keeps free, also where every upload writes so much between two looks. */
const roomCheckedEvery = 8 * 1024 * 1024;

type BodyLimits = {
  maximumBytes: number;
  /** Throws where so many bytes have no room on the disk. */
  requireRoom: (bytes: number) => Promise<void>;
};

function spellSize(bytes: number): string {
  return bytes < 1024 ** 2 ? `${Math.ceil(bytes / 1024)} kB` : `${Math.ceil(bytes / 1024 ** 2)} MB`;
}

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
    throw new StudioError('too_large', `The body is larger than ${spellSize(maximumBytes)}.`);
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

/**
 * The whole of a body that has room in memory.
 * @throws StudioError `too_large`, or `invalid_request` where it is cut off on the way
 */
export async function readWhole({ body }: Request, maximumBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  try {
    if (body)
      for await (const chunk of readBody(body, { maximumBytes, requireRoom: async () => {} }))
        chunks.push(chunk);
  } catch (error) {
    if (error instanceof StudioError) throw error;
    throw new StudioError('invalid_request', 'The body was cut off.', { cause: error });
  }
  return Buffer.concat(chunks);
}
