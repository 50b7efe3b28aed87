import 'server-only';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { Agent, fetch, type Response } from 'undici';
import { StudioError } from '@/lib/errors';
import { guardedConnector } from './connector';
import { ForbiddenAddressError, readStrangersAddress } from './web-address';

const maximumHops = 5;
const deadlineMs = 60_000;

const agent = new Agent({
  connect: guardedConnector({ trustedOrigin: null, connectTimeoutMs: 10_000 }),
  bodyTimeout: 30_000,
});

/** Why an image was not fetched; nothing that the far side said is repeated in it. */
function toRefusal(error: unknown, param: string, host: string): StudioError {
  if (error instanceof StudioError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new StudioError('storage_full', 'The disk that holds the data folder is full.', { cause: error });
  const reasons = [error, error instanceof Error ? error.cause : null];
  const forbidden = reasons.find((reason) => reason instanceof ForbiddenAddressError);
  const message = forbidden
    ? `The image's URL is refused. ${forbidden.message}`
    : `The image at ${host} could not be fetched.`;
  return new StudioError('invalid_request', message, { param, cause: error });
}

/** The address that an answer sends on to, or `null`. A page that was asked for safely leads to none that is not. */
function readRedirect({ status, headers }: Response, from: URL): URL | null {
  const location = headers.get('location');
  if (status < 300 || status >= 400 || location === null) return null;
  const url = readStrangersAddress(location, from);
  if (from.protocol === 'https:' && url.protocol === 'http:')
    throw new ForbiddenAddressError('It redirects from https: to http:.');
  return url;
}

async function writeBody({ body }: Response, path: string, limits: { param: string; maximumBytes: number }) {
  const { param, maximumBytes } = limits;
  let bytes = 0;
  await pipeline(
    Readable.fromWeb(body as unknown as NodeReadableStream<Uint8Array>),
    async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        bytes += chunk.length;
        if (bytes > maximumBytes)
          throw new StudioError('too_large', `The image is larger than ${maximumBytes} bytes.`, { param });
        yield chunk;
      }
    },
    createWriteStream(path),
  );
}

/**
 * Downloads a URL that a caller wrote, to a local file. Only the public web, on every hop, and only up to a size. Nothing
 * of ours goes along: no key, no cookie, no address that it was come from.
 * @throws StudioError `invalid_request` or `too_large`, naming the caller's field
 */
export async function fetchUntrusted(
  firstUrl: string,
  path: string,
  limits: { param: string; maximumBytes: number },
): Promise<void> {
  const { param } = limits;
  const signal = AbortSignal.timeout(deadlineMs);
  let host = 'that address';
  try {
    let url = readStrangersAddress(firstUrl);
    for (let hop = 0; hop <= maximumHops; hop += 1) {
      host = url.host;
      const response = await fetch(url, { redirect: 'manual', dispatcher: agent, signal });
      if (response.ok && response.body) return await writeBody(response, path, limits);
      await response.body?.cancel();
      const next = readRedirect(response, url);
      if (!next) {
        const message = `${host} answered HTTP ${response.status} for the image.`;
        throw new StudioError('invalid_request', message, { param });
      }
      url = next;
    }
    const message = `The image URL redirects more than ${maximumHops} times.`;
    throw new StudioError('invalid_request', message, { param });
  } catch (error) {
    throw toRefusal(error, param, host);
  }
}
