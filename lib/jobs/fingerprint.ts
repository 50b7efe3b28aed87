import 'server-only';
import { createHash } from 'node:crypto';
import type { Caller } from './caller';
import type { Reference, Source } from './job';
import type { ReferenceSource } from './references';

/** An image that is in storage, or one that has still to be fetched from its address. */
export type Image = Reference | (ReferenceSource & { text: string });

type Given = Partial<Pick<Caller, 'idempotencyKey' | 'tokenHash'>> & { source?: Source };

/** A name for exactly this request: the same for the same words and the same image bytes or addresses. */
export function fingerprint(
  words: object,
  images: readonly Image[],
  { source, idempotencyKey, tokenHash }: Given,
): string {
  const pictures = images.map((image) => [image.role, 'sha256' in image ? image.sha256 : image.text]);
  const given = Object.entries(words).filter(([, value]) => value !== undefined);
  given.sort(([one], [other]) => (one < other ? -1 : 1));
  const madeFrom = source && [source.call, source.id ?? source.file?.sha256];
  return (
    createHash('sha256')
      // Without a key to go by, equal requests of two callers are two.
      .update(JSON.stringify([given, pictures, madeFrom, idempotencyKey ? null : tokenHash]))
      .digest('hex')
  );
}
