import 'server-only';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { StudioError } from '@/lib/errors';
import { isPublicAddress } from '@/lib/providers/address-guard';

function refuse(words: string): StudioError {
  return new StudioError('invalid_request', `url ${words}.`, { param: 'url' });
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
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const answers = isIP(host)
    ? [{ address: host }]
    : await lookup(host, { all: true }).catch((error: unknown) => {
        throw new StudioError('invalid_request', `url: there is no server by the name ${host}.`, {
          param: 'url',
          cause: error,
        });
      });
  if (answers.length > 0 && answers.every(({ address }) => isPublicAddress(address))) return url.href;
  const name = 'FIRSTFRAME_WEBHOOK_ORIGINS';
  throw refuse(`is at a private address; whoever runs the studio can allow ${url.origin} in ${name}`);
}
