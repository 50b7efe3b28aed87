import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { lastFourOf } from '@/lib/last-four';
import { redactFromLog } from '@/lib/log';
import { normaliseBaseUrl } from '@/lib/providers/base-url';
import { openaiDialect } from '@/lib/providers/dialects/openai';
import { findPreset } from '@/lib/providers/presets';
import type { ProviderConfig } from '@/lib/providers/provider';
import { readDialect } from '@/lib/providers/read-dialect';
import type { ProviderView } from '@/lib/providers/wire';
import type { SecretBox } from '@/lib/secret-box';
import { unixSeconds } from '@/lib/unix-seconds';
import type { Circuit } from './circuits';
import type { StoredProvider } from './provider-store';

/** A provider as it is connected: what opens it, and what is shown of it. */
export type Connection = {
  source: ProviderView['source'];
  config: Omit<ProviderConfig, 'auth'>;
  preset: string | null;
  key: ProviderView['key'];
  /** The dialect as JSON, also where it cannot be used. */
  dialect: unknown;
  isDialectEdited: boolean;
};

/** What a key is sealed for: this provider, and this origin alone. */
export function sealedFor(id: string, baseUrl: string): string {
  return `provider ${id} at ${new URL(baseUrl).origin}`;
}

/** The dialect to keep for a provider: `null` where it is its preset's, word for word. */
export function dialectToKeep(preset: string | null, edited: unknown): unknown {
  const original = preset === null ? null : findPreset(preset);
  const { dialect } = readDialect(edited);
  return original &&
    dialect &&
    isDeepStrictEqual(JSON.parse(JSON.stringify(dialect)), JSON.parse(JSON.stringify(original)))
    ? null
    : edited;
}

/** A provider from outside the studio: from the environment, or the demo. */
export function fixedConnection(
  source: 'environment' | 'built_in',
  preset: string | null,
  config: Connection['config'],
): Connection {
  const { apiKey, dialect, baseUrl } = config;
  if (apiKey) redactFromLog(apiKey);
  return {
    source,
    config: { ...config, baseUrl: normaliseBaseUrl(baseUrl, dialect.basePath) },
    preset,
    key: apiKey === null ? null : { last_four: lastFourOf(apiKey), is_readable: true },
    dialect,
    isDialectEdited: false,
  };
}

/**
 * A provider from its row. What cannot be opened (its key file is gone, or its dialect is from another release) is
 * locked: it is shown and keeps its jobs, and nothing is sent to it.
 */
export function studioConnection(stored: StoredProvider, secrets: SecretBox): Connection {
  const { id, label, baseUrl, models, preset, sealedApiKey, keyLastFour } = stored;
  const apiKey = sealedApiKey === null ? null : secrets.open(sealedApiKey, sealedFor(id, baseUrl));
  if (apiKey) redactFromLog(apiKey);
  const isKeyLost = sealedApiKey !== null && apiKey === null;
  const original = preset === null ? null : findPreset(preset);
  const dialect = stored.dialect === null ? original : readDialect(stored.dialect).dialect;
  const keyWords = `The key of ${label} cannot be read any more; enter it again on the providers page.`;
  const dialectWords = `The dialect of ${label} is not right any more; correct it on the providers page.`;
  return {
    source: 'studio',
    config: {
      id,
      label,
      baseUrl,
      apiKey,
      models,
      dialect: dialect ?? openaiDialect,
      isDemo: false,
      lockedBecause: (isKeyLost && keyWords) || (!dialect && dialectWords) || null,
    },
    preset,
    key: sealedApiKey === null ? null : { last_four: keyLastFour ?? '', is_readable: !isKeyLost },
    dialect: stored.dialect ?? original,
    isDialectEdited: stored.dialect !== null,
  };
}

function presentCircuit({ code, message, openedAt }: Circuit): ProviderView['circuit'] {
  return { code, message, opened_at: unixSeconds(openedAt) };
}

/** A connection as the browser sees it. */
export function presentConnection(
  connection: Connection,
  openJobs: number,
  circuit: Circuit | null = null,
): ProviderView {
  const { config, source, key, preset, dialect, isDialectEdited } = connection;
  return {
    id: config.id,
    object: 'provider',
    label: config.label,
    base_url: config.baseUrl,
    source,
    key,
    models: config.models,
    preset,
    is_dialect_edited: isDialectEdited,
    dialect,
    open_jobs: openJobs,
    ...(circuit ? { circuit: presentCircuit(circuit) } : {}),
  };
}
