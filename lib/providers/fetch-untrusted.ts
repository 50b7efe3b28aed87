import 'server-only';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { Agent, fetch } from 'undici';
import { StudioError } from '@/lib/errors';
import { ForbiddenAddressError, guardedConnector } from './connector';

const maximumHops = 5;
const deadlineMs = 60_000;
const webPorts = new Set(['', '80', '443']);

const agent = new Agent({
  connect: guardedConnector({ trustedOrigin: null, connectTimeoutMs: 10_000 }),
  bodyTimeout: 30_000,
});

function refuse(param: string, message: string, cause?: unknown): StudioError {
  return new StudioError('invalid_request', message, { param, cause });
}

/**
 * Downloads a URL that a caller wrote, to a local file. Only the public web, on every hop, and only up to a size.
 * @throws StudioError `invalid_request` or `too_large`, naming the caller's field
 */
export async function fetchUntrusted(
  firstUrl: string,
  path: string,
  limits: { param: string; maximumBytes: number },
): Promise<void> {
  const { param, maximumBytes } = limits;
  const signal = AbortSignal.timeout(deadlineMs);
  if (!URL.canParse(firstUrl)) throw refuse(param, 'The image URL cannot be read as one.');
  let url = new URL(firstUrl);
  for (let hop = 0; hop <= maximumHops; hop += 1) {
    if (!/^https?:$/.test(url.protocol) || !webPorts.has(url.port)) {
      throw refuse(param, 'The image URL must begin with http:// or https:// and use the usual port.');
    }
    let response: Awaited<ReturnType<typeof fetch>>;
    try {
      response = await fetch(url, { redirect: 'manual', dispatcher: agent, signal });
    } catch (error) {
      const { cause } = error as Error;
      const isForbidden = cause instanceof ForbiddenAddressError;
      throw refuse(
        param,
        isForbidden ? cause.message : `The image at ${url.host} could not be fetched.`,
        error,
      );
    }
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location) {
      await response.body?.cancel();
      url = new URL(location, url);
      continue;
    }
    if (!response.ok || !response.body)
      throw refuse(param, `${url.host} answered HTTP ${response.status} for the image.`);
    let bytes = 0;
    await pipeline(
      Readable.fromWeb(response.body as unknown as NodeReadableStream<Uint8Array>),
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
    return;
  }
  throw refuse(param, `The image URL redirects more than ${maximumHops} times.`);
}
