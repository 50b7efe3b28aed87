import 'server-only';
import { StudioError } from '@/lib/errors';
import { ForbiddenAddressError, requirePublicAddress } from '@/lib/providers/web-address';

/** More than any request has a use for, since each is looked up. */
const mostAddresses = 32;

/** A text that some reader takes for an address that can be fetched; browsers read `http:/x` and `\thttp:\x` as one. */
function isAddress(text: string): boolean {
  if (/^[\s\p{Cc}]*(https?|ftp|file|gopher):[\s\p{Cc}]*[\\/]/iu.test(text)) return true;
  return /^[\s\p{Cc}]*https?:/iu.test(text) && URL.canParse(text);
}

/** Every text in a value, also in what is JSON as text. */
function* textsIn(value: unknown): Generator<string> {
  const waiting = [value];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one === 'object' && one !== null) {
      for (const inner of Object.values(one)) waiting.push(inner);
    } else if (typeof one === 'string') {
      yield one;
      if (!/^\s*[[{"]/.test(one)) continue;
      try {
        waiting.push(JSON.parse(one));
      } catch {
        // A text that only begins like JSON.
      }
    }
  }
}

/** Two readers of one address may disagree on its host; then theirs is not the one that we looked at. */
function isSpelledAsRead(text: string, url: URL): boolean {
  const start = `${url.protocol}//${url.host}`;
  const isSame = text.toLowerCase().startsWith(start) && /^(:\d*)?([/?#]|$)/.test(text.slice(start.length));
  return isSame && !/[\s\\\p{Cc}]/u.test(text);
}

async function explainRefusal(text: string): Promise<string | null> {
  try {
    const url = await requirePublicAddress(text);
    return isSpelledAsRead(text, url) ? null : `Its host must be spelled ${url.host}.`;
  } catch (error) {
    return error instanceof ForbiddenAddressError ? error.message : 'Its host is not known.';
  }
}

/**
 * Checks the addresses in what goes to the provider as it stands: it may fetch them from inside its own network, or ours.
 * @param given by the caller's own field names
 * @throws StudioError `invalid_request` naming the field
 */
export async function checkAddresses(given: Record<string, unknown>): Promise<void> {
  let count = 0;
  for (const [param, value] of Object.entries(given)) {
    for (const text of textsIn(value)) {
      if (!isAddress(text)) continue;
      count += 1;
      const reason =
        count > mostAddresses ? `There are more than ${mostAddresses}.` : await explainRefusal(text);
      if (reason === null) continue;
      const message = `An address in ${param} is refused: a provider is not sent where it may not be public. ${reason}`;
      throw new StudioError('invalid_request', message, { param });
    }
  }
}
