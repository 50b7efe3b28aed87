import 'server-only';
import { headers } from 'next/headers';

/** The nonce by which scripts of this answer run, from the policy that the server drew up for it (`server/answer-policy.mjs`). */
export async function readNonce(): Promise<string | undefined> {
  const policy = (await headers()).get('content-security-policy') ?? '';
  return /'nonce-([^']+)'/.exec(policy)?.[1];
}
