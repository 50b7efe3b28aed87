import 'server-only';
import { StudioError } from '@/lib/errors';
import { isForbidden } from '@/lib/providers/reachability';
import { findPublicAddresses } from '@/lib/providers/web-address';

function refuse(words: string, cause?: unknown): StudioError {
  return new StudioError('invalid_request', `url ${words}.`, { param: 'url', cause });
}

/**
 * The address of a receiver, as it is kept. What its name says today is checked here for whoever enters it; what it says
 * when an event is sent is checked again by the connector that dials.
 * @throws StudioError naming `url`
 */
export async function checkUrl(text: string, privateOrigins: readonly string[]): Promise<string> {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol)) throw refuse('must be an http or https URL');
  if (url.username || url.password) throw refuse('must not hold a user name or a password');
  url.hash = '';
  if (privateOrigins.includes(url.origin)) return url.href;
  try {
    await findPublicAddresses(url.hostname.replace(/^\[|\]$/g, ''));
  } catch (error) {
    throw isForbidden(error)
      ? refuse(
          `is at a private address; whoever runs the studio can allow ${url.origin} in FIRSTFRAME_WEBHOOK_ORIGINS`,
          error,
        )
      : refuse(`names a server, ${url.hostname}, that cannot be found`, error);
  }
  return url.href;
}
