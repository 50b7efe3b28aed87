import { nameOf } from '@/components/studio/kept-images';
import { makeKey } from '@/lib/client/make-key';

/** A send that went out, by the key it had. */
type OpenSend = { key: string; wish: string; at: number };

/** Of this tab alone, over its reloads: what is pressed in two tabs is wished for twice. */
const storageKey = 'firstframe.open-sends';
/** After so long the same words are another wish. */
const heldMs = 60 * 60_000;
const mostHeld = 20;

/** What went out and has no answer yet, from this page or from before it was reloaded; read when it is first wanted. */
let open: OpenSend[] | null = null;
/** Those of this page that may still be answered. The same wish beside them is a wish for one more. */
const onTheirWay = new Set<string>();

function isOpenSend(value: unknown): value is OpenSend {
  const { key, wish, at } = (value ?? {}) as Partial<OpenSend>;
  return typeof key === 'string' && typeof wish === 'string' && typeof at === 'number';
}

function readStored(): OpenSend[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isOpenSend) : [];
  } catch {
    return [];
  }
}

function keep(next: OpenSend[]): void {
  open = next.slice(-mostHeld);
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(open));
  } catch {
    // Storage may be full or forbidden; they are then known for as long as the page lasts.
  }
}

/** A wish in words: the same for the same files and the same of everything else, also after a reload. */
function describe(wish: object): string {
  return JSON.stringify(wish, (_name, value) => (value instanceof File ? { file: nameOf(value) } : value));
}

/**
 * The `Idempotency-Key` of a press of the send button, made before anything is sent: a new one, but for a wish that went
 * out already and of which nobody knows whether it was carried out. That one goes out under its key again and cannot be
 * paid for twice, unless its video has shown up meanwhile, and this is a wish for another.
 */
export function beginSend(
  wish: object,
  isMade: (key: string) => boolean,
  now = Date.now(),
): { key: string; isAgain: boolean } {
  const words = describe(wish);
  const held = (open ?? readStored()).filter(({ key, at }) => now - at < heldMs && !isMade(key));
  const earlier = held.find(({ key, wish: earlierWish }) => earlierWish === words && !onTheirWay.has(key));
  const key = earlier?.key ?? makeKey();
  onTheirWay.add(key);
  keep([...held.filter((send) => send !== earlier), { key, wish: words, at: now }]);
  return { key, isAgain: earlier !== undefined };
}

/** A send was answered, with yes or no: its wish is settled. */
export function settleSend(key: string): void {
  onTheirWay.delete(key);
  keep((open ?? []).filter((send) => send.key !== key));
}

/** No answer will come to a send any more, and it may have been carried out. */
export function leaveOpen(key: string): void {
  onTheirWay.delete(key);
}
