import 'server-only';
import { randomBytes } from 'node:crypto';
import { redactFromLog } from '@/lib/log';
import type { SecretBox } from '@/lib/secret-box';
import type { Webhook } from './webhook-store';

/** What the Standard Webhooks specification asks for is 24 to 64 bytes. */
const secretBytes = 32;
/** Beside a new secret the one before it is signed with, so that receivers can change theirs in their own time. */
export const previousSecretKeptMs = 24 * 3_600_000;

const boundTo = (webhookId: string) => `webhook ${webhookId}`;

/** A new secret, in the clear for whoever asked for it, and encrypted for its row. */
export async function makeSecret(secrets: SecretBox, webhookId: string) {
  const secret = `whsec_${randomBytes(secretBytes).toString('base64')}`;
  redactFromLog(secret);
  return { secret, sealed: await secrets.seal(secret, boundTo(webhookId)) };
}

/** What a webhook is signed with: none where the file with which its secrets were encrypted is gone. */
export function openSigningSecrets(secrets: SecretBox, webhook: Webhook, now: number): string[] {
  const { id, sealedSecret, sealedPreviousSecret, previousUntil } = webhook;
  const isKept = previousUntil !== null && previousUntil > now;
  return [sealedSecret, isKept ? sealedPreviousSecret : null]
    .map((sealed) => sealed && secrets.open(sealed, boundTo(id)))
    .filter((secret) => secret !== null)
    .filter((secret) => secret !== '');
}
