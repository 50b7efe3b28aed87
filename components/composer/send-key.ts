import type { CreateVideo } from '@/lib/client/create-video';
import { makeKey } from '@/lib/client/make-key';

/** A create that went out and was never answered, under the key it had. */
export type Unanswered<Wish = CreateVideo> = { key: string; create: Wish };

/** Files are the same when they are one; lists and plain objects when what is in them is. */
function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (one instanceof File || other instanceof File) return false;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const entries = Object.entries(one);
  const others = new Map(Object.entries(other));
  return entries.length === others.size && entries.every(([key, value]) => isEqual(value, others.get(key)));
}

/**
 * The `Idempotency-Key` of a press of the send button: a new one, but for a send whose answer was lost. That one may
 * have been carried out, so the same wish goes out under the same key again and cannot be paid for twice, unless its
 * video has shown up meanwhile, and this is a wish for another.
 */
export function sendKey<Wish extends object>(
  create: Wish,
  unanswered: Unanswered<Wish> | null,
  isMade: (key: string) => boolean,
): string {
  const isAgain = unanswered !== null && isEqual(create, unanswered.create) && !isMade(unanswered.key);
  return isAgain ? unanswered.key : makeKey();
}
