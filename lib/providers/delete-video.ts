import 'server-only';
import { StudioError } from '@/lib/errors';
import { decodeError, type ProviderFault } from './decode-error';
import type { Dialect } from './dialect';
import type { Watch } from './exchange';
import { readPath } from './json-path';
import { parseJson } from './read-value';
import { readText, type Upstream, UpstreamError } from './upstream';

const deadlineMs = 30_000;

/** What speaks against a provider's having deleted a video; `null` where nothing does. */
function faultOf(status: number, text: string): ProviderFault | null {
  if (status >= 200 && status < 300 && readPath(parseJson(text), 'deleted') !== false) return null;
  return status === 404 || status === 410 ? null : decodeError(status, text);
}

/**
 * Deletes a video at its provider. That there is none counts as done; `isKnown` finds out whether that is so, since
 * servers without such a call say 404 as well.
 * @throws StudioError where it was not deleted, or nobody knows
 */
export async function deleteVideo(
  { label }: Dialect,
  endpoint: NonNullable<Dialect['delete']>,
  source: { upstream: Upstream; url: string; watch?: Watch; isKnown: () => Promise<boolean> },
): Promise<void> {
  const { upstream, url, watch, isKnown } = source;
  let status: number;
  let text: string;
  try {
    const response = await upstream.send({ method: endpoint.method, url, deadlineMs, watch });
    status = response.status;
    text = await readText(response);
  } catch (error) {
    if (error instanceof UpstreamError) throw new StudioError('network', error.message, { cause: error });
    throw error;
  }
  const fault = faultOf(status, text);
  if (fault) throw new StudioError(fault.code, fault.message, { body: fault.body });
  if (status === 404 && (await isKnown()))
    throw new StudioError('provider_unsupported', `${label} still has the video; it does not delete any.`);
}
