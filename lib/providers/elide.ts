import 'server-only';
import { redact } from '@/lib/log';

/** No word of a person and no address is so long without a gap; an image or a video as Base64 is far longer. */
const longestWord = 1_000;
/** Longer than any key, so that one that is cut through at the end of what was looked at is left out with it. */
const longestSecret = 4_096;

/** Base64 of either alphabet, also as PHP (`\/`) and MIME (`\r\n`) write it into JSON. */
function isBase64(code: number): boolean {
  const isLetter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  const isDigit = code >= 48 && code <= 57;
  // + / = _ - and the backslash.
  return isLetter || isDigit || [43, 47, 61, 95, 45, 92].includes(code);
}

/** What stands for Base64 that was left out, by its length. */
const mark = (characters: number) => `<${characters} characters of Base64>`;
export const elidedPattern = /<\d+ characters of Base64>/g;

/** The text with its Base64 left out, up to so many characters; what comes after them is not even looked at. */
function leaveOut(text: string, longest: number): string {
  const pieces: string[] = [];
  let length = 0;
  for (let at = 0; at < text.length && length <= longest; ) {
    let end = at;
    while (end < text.length && isBase64(text.charCodeAt(end))) end += 1;
    const piece = end - at >= longestWord ? mark(end - at) : text.slice(at, Math.max(end, at + 1));
    pieces.push(piece);
    length += piece.length;
    at = Math.max(end, at + 1);
  }
  return pieces.join('');
}

/**
 * A text as it is kept of an exchange: Base64 is named by its length, known secrets are covered, and what goes on for
 * longer is cut off.
 * @param longest characters
 */
export function elide(text: string, longest: number): { text: string; isCut: boolean } {
  const window = longest + 2 * longestSecret;
  const plain = leaveOut(text, window);
  const covered = redact(plain);
  const sure = plain.length > window ? covered.length - longestSecret : covered.length;
  const end = Math.max(0, Math.min(longest, sure));
  return { text: covered.slice(0, end), isCut: end < covered.length };
}
