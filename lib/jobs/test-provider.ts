import 'server-only';
import { StudioError } from '@/lib/errors';
import { normaliseBaseUrl } from '@/lib/providers/base-url';
import type { Dialect } from '@/lib/providers/dialect';
import { openaiDialect } from '@/lib/providers/dialects/openai';
import { presetOfHost } from '@/lib/providers/preset-evidence';
import { findPreset } from '@/lib/providers/presets';
import { testConnection } from '@/lib/providers/test-connection';
import type { ConnectionReport } from '@/lib/providers/wire';
import { readFields } from '@/lib/read-fields';
import type { Connection } from './connection';
import { type Connections, requirePreset } from './connections';
import { requireDialect, type TestRequest, testSchema } from './provider-request';

/** The dialect to ask in: as named, else the connected provider's, else what the host speaks for. */
function chooseDialect(asked: TestRequest, connected: Connection | null, baseUrl: string): Dialect {
  if (asked.dialect) return requireDialect(asked.dialect);
  if (asked.preset !== undefined) return requirePreset(asked.preset);
  if (connected) return connected.config.dialect;
  return findPreset(presetOfHost(new URL(baseUrl).hostname) ?? '') ?? openaiDialect;
}

/**
 * `POST /api/providers/test`: tries a provider before it is connected, or a connected one, for nothing. A stored key is
 * used at its own origin alone.
 * @throws StudioError where the request is not right; what the server does is in the report
 */
export async function testProvider(connections: Connections, body: unknown): Promise<ConnectionReport> {
  const asked = readFields(testSchema, body);
  const connected = asked.provider === undefined ? null : connections.find(asked.provider);
  const pasted = asked.base_url ?? connected?.config.baseUrl;
  if (pasted === undefined)
    throw new StudioError('invalid_request', 'base_url is required.', { param: 'base_url' });
  const dialect = chooseDialect(asked, connected, pasted);
  const baseUrl = normaliseBaseUrl(pasted, dialect.basePath);
  if (asked.api_key !== undefined || !connected)
    return testConnection({ baseUrl, apiKey: asked.api_key ?? null, dialect });
  const { origin } = new URL(connected.config.baseUrl);
  const isOwn = new URL(baseUrl).origin === origin;
  if (!isOwn && connected.key) {
    const words = `api_key is needed: the stored one was given for ${origin} and goes nowhere else.`;
    throw new StudioError('invalid_request', words, { param: 'api_key' });
  }
  const { apiKey, handle } = connected.config;
  const isKeyLost = connected.key?.is_readable === false;
  const report = await testConnection({
    baseUrl,
    apiKey,
    dialect,
    handle: isOwn ? handle : undefined,
    lockedBecause: isKeyLost ? connected.config.lockedBecause : null,
  });
  // As it is, it works: whoever tried it has seen to what it refused.
  if (isOwn && report.reachable.ok && report.key.state !== 'refused')
    await connections.resume(connected.config.id);
  return report;
}
