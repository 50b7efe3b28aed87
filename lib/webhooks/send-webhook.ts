import 'server-only';
import { Webhook as Signature } from 'standardwebhooks';
import { Agent, fetch } from 'undici';
import { guardedConnector } from '@/lib/providers/connector';
import { explainUnreachable, isForbidden } from '@/lib/providers/reachability';
import { retryAfter } from '@/lib/providers/retry-after';
import { unixSeconds } from '@/lib/unix-seconds';

const deadlineMs = 15_000;
const connectTimeoutMs = 10_000;
/** So much of an answer is read, so that the receiver can send it to its end, and so much is kept. */
const readBytes = 64 * 1024;
const keptBytes = 1024;

/** What is sent: the body as it was written, under one id for all tries, signed with each secret that is in force. */
export type WebhookMessage = {
  id: string;
  url: string;
  payload: string;
  secrets: readonly string[];
  /** When it is sent (Unix milliseconds): receivers refuse what is older than five minutes. */
  at: number;
};

/** How a try ended. Without a status no answer came, and `trouble` says why. */
export type WebhookAnswer = {
  status: number | null;
  body: string | null;
  retryAfterMs: number | null;
  trouble: string | null;
};

type SendOptions = {
  /** Origins that may be at a private address, because whoever runs the studio says so. */
  privateOrigins: readonly string[];
  /** Ends the try when the studio stops. */
  signal: AbortSignal;
  deadlineMs?: number;
};

type Body = AsyncIterable<Uint8Array> | null;

/** The beginning of an answer as text that every database takes. What breaks off is kept as far as it came. */
async function readStart(body: Body): Promise<string> {
  const start: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body ?? []) {
      if (bytes < keptBytes) start.push(chunk.subarray(0, keptBytes - bytes));
      bytes += chunk.byteLength;
      if (bytes >= readBytes) break;
    }
  } catch {
    // The status has been given, and that is what counts.
  }
  return new TextDecoder().decode(Buffer.concat(start)).replaceAll('\0', '�');
}

function explain(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400)
    return `It answered ${status}, a redirect, which is not followed. Enter the address that it leads to.`;
  return `It answered ${status}.`;
}

/** The headers of the Standard Webhooks specification, one signature for each secret. */
function sign({ id, payload, secrets, at }: WebhookMessage): Record<string, string> {
  const time = new Date(at);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(unixSeconds(at)),
    'webhook-signature': secrets.map((secret) => new Signature(secret).sign(id, time, payload)).join(' '),
  };
}

/**
 * Sends an event once, on a connection of its own, with no key of any provider. Only to the public web, but for the
 * origins that were named; redirects are not followed.
 */
export async function sendWebhook(message: WebhookMessage, options: SendOptions): Promise<WebhookAnswer> {
  const { origin, host } = new URL(message.url);
  const trustedOrigin = options.privateOrigins.includes(origin) ? origin : null;
  const agent = new Agent({ connect: guardedConnector({ trustedOrigin, connectTimeoutMs }) });
  const limitMs = options.deadlineMs ?? deadlineMs;
  const deadline = AbortSignal.timeout(limitMs);
  try {
    const response = await fetch(message.url, {
      method: 'POST',
      redirect: 'manual',
      dispatcher: agent,
      signal: AbortSignal.any([deadline, options.signal]),
      headers: {
        ...sign(message),
        'content-type': 'application/json',
        'user-agent': 'Firstframe',
        'accept-encoding': 'identity',
      },
      body: message.payload,
    });
    const { status, headers } = response;
    const body = await readStart(response.body);
    return { status, body, retryAfterMs: retryAfter(headers, message.at), trouble: explain(status) };
  } catch (error) {
    const trouble = isForbidden(error)
      ? `${host} is at a private address. FIRSTFRAME_WEBHOOK_ORIGINS does not name it.`
      : deadline.aborted
        ? `No answer within ${Math.round(limitMs / 1_000)} s.`
        : explainUnreachable(error, host);
    return { status: null, body: null, retryAfterMs: null, trouble };
  } finally {
    void agent.destroy();
  }
}
