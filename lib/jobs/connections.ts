import 'server-only';
import { randomBytes } from 'node:crypto';
import { StudioError } from '@/lib/errors';
import { lastFourOf } from '@/lib/last-four';
import { log } from '@/lib/log';
import { normaliseBaseUrl } from '@/lib/providers/base-url';
import type { Dialect } from '@/lib/providers/dialect';
import { findPreset, presets } from '@/lib/providers/presets';
import { openProvider, type Provider } from '@/lib/providers/provider';
import type { ProviderRegistry } from '@/lib/providers/registry';
import type { ProviderView } from '@/lib/providers/wire';
import { readFields } from '@/lib/read-fields';
import type { SecretBox } from '@/lib/secret-box';
import type { Circuits } from './circuits';
import { type Connection, dialectToKeep, presentConnection, sealedFor, studioConnection } from './connection';
import { changeSchema, connectSchema, requireDialect } from './provider-request';
import type { ProviderStore, StoredProvider } from './provider-store';

type Opened = { connection: Connection; provider: Provider };

export type Connections = Awaited<ReturnType<typeof openConnections>>;

const defaultPreset = 'openai';

/** The dialect of a preset. @throws StudioError naming `preset` */
export function requirePreset(id: string): Dialect {
  const dialect = findPreset(id);
  if (dialect) return dialect;
  const known = presets.map((preset) => preset.dialect.id).join(', ');
  throw new StudioError('invalid_request', `There is no preset "${id.slice(0, 40)}". Known: ${known}.`, {
    param: 'preset',
  });
}

/** An id that reads well in requests, and that no provider had before: jobs name their provider by it for ever. */
function makeId(name: string, host: string): string {
  const slug = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 32);
  return `${slug(name) || slug(host) || 'provider'}-${randomBytes(3).toString('hex')}`;
}

const open = (connection: Connection): Opened => ({ connection, provider: openProvider(connection.config) });

type ConnectionsOptions = {
  store: ProviderStore;
  secrets: SecretBox;
  registry: ProviderRegistry;
  /** From outside the studio; `before` those that were connected in it, and `after` them. */
  fixed: { before: Connection[]; after: Connection[] };
  now: () => number;
  /** What holds paid requests back, and what sends them again once a person has seen to it. */
  circuits: Pick<Circuits, 'find'>;
  resume: (providerId: string) => Promise<void>;
};

/**
 * The connected providers, and how they are connected, changed and disconnected while the studio runs. The registry
 * always has those of the environment first, being what the studio was set up for, and the demo last.
 */
export async function openConnections(options: ConnectionsOptions) {
  const { store, secrets, registry, fixed, now, circuits, resume } = options;
  const before = fixed.before.map(open);
  const after = fixed.after.map(open);
  let studio: Opened[] = [];
  const all = () => [...before, ...studio, ...after];
  const isFixed = (id: string) => [...before, ...after].some(({ provider }) => provider.id === id);

  /** Takes up what the rows say; a provider whose row did not change keeps its connections. */
  async function reload(changedId: string | null): Promise<void> {
    const rows = await store.list();
    const named = rows.filter(({ id }) => {
      if (isFixed(id)) log.warn({ provider: id }, 'the environment connects another provider under this id');
      return !isFixed(id);
    });
    studio = named.map((row) => {
      const kept = row.id === changedId ? undefined : studio.find(({ provider }) => provider.id === row.id);
      return kept ?? open(studioConnection(row, secrets));
    });
    registry.replace(all().map(({ provider }) => provider));
  }

  function find(id: string): Connection {
    const found = all().find(({ provider }) => provider.id === id);
    if (found) return found.connection;
    throw new StudioError('not_found', `There is no provider with the id "${id.slice(0, 80)}".`);
  }

  /** The row of a provider that can be changed here. */
  async function findStored(id: string): Promise<StoredProvider> {
    const { source } = find(id);
    if (source === 'built_in')
      throw new StudioError(
        'invalid_request',
        'The built-in demo is part of the studio and cannot be changed.',
      );
    const stored = source === 'studio' && (await store.list()).find((row) => row.id === id);
    if (stored) return stored;
    const words = `"${id}" is connected by the environment. Change it where OPENAI_BASE_URL or FIRSTFRAME_PROVIDERS is set, then start the studio again.`;
    throw new StudioError('invalid_request', words);
  }

  async function present(id: string): Promise<ProviderView> {
    const openJobs = await store.countOpenJobs();
    return presentConnection(find(id), openJobs.get(id) ?? 0, await circuits.find(id));
  }

  /** A key as its columns, encrypted. */
  async function seal(id: string, baseUrl: string, apiKey: string | null | undefined) {
    if (!apiKey) return { sealedApiKey: null, keyLastFour: null };
    const sealedApiKey = await secrets.seal(apiKey, sealedFor(id, baseUrl));
    return { sealedApiKey, keyLastFour: lastFourOf(apiKey) };
  }

  async function connect(body: unknown): Promise<ProviderView> {
    const asked = readFields(connectSchema, body);
    const hasDialect = asked.dialect !== undefined && asked.dialect !== null;
    const preset = asked.preset ?? (hasDialect ? null : defaultPreset);
    const original = preset === null ? null : requirePreset(preset);
    const dialect = hasDialect || !original ? requireDialect(asked.dialect) : original;
    const baseUrl = normaliseBaseUrl(asked.base_url, dialect.basePath);
    const { host } = new URL(baseUrl);
    const label = asked.label ?? host;
    const id = makeId(label, host);
    const key = await seal(id, baseUrl, asked.api_key);
    const kept = hasDialect ? dialectToKeep(preset, asked.dialect) : null;
    await store.insert(
      { id, label, baseUrl, preset, dialect: kept, models: asked.models ?? null, ...key },
      now(),
    );
    await reload(id);
    return present(id);
  }

  async function change(id: string, body: unknown): Promise<ProviderView> {
    const stored = await findStored(id);
    const asked = readFields(changeSchema, body);
    const preset = asked.preset ?? stored.preset;
    const original = preset === null ? null : requirePreset(preset);
    const isOtherPreset = asked.preset !== undefined && asked.preset !== stored.preset;
    const isReset = asked.dialect === null || (asked.dialect === undefined && isOtherPreset);
    if (isReset && !original) {
      const words = 'dialect cannot be reset, because it did not begin as a preset. Name a preset as well.';
      throw new StudioError('invalid_request', words, { param: 'dialect' });
    }
    const edited = asked.dialect ?? (isReset ? null : stored.dialect);
    const dialect = asked.dialect ? requireDialect(asked.dialect) : original;
    const baseUrl =
      asked.base_url === undefined ? stored.baseUrl : normaliseBaseUrl(asked.base_url, dialect?.basePath);
    const hasMoved = new URL(baseUrl).origin !== new URL(stored.baseUrl).origin;
    if (hasMoved && stored.sealedApiKey !== null && asked.api_key === undefined) {
      const words = `api_key is needed again: the stored one was given for ${new URL(stored.baseUrl).origin} and goes nowhere else.`;
      throw new StudioError('invalid_request', words, { param: 'api_key' });
    }
    const key = asked.api_key === undefined ? {} : await seal(id, baseUrl, asked.api_key);
    const changed = {
      ...stored,
      label: asked.label ?? stored.label,
      baseUrl,
      preset,
      dialect: edited === null ? null : dialectToKeep(preset, edited),
      models: asked.models === undefined ? stored.models : asked.models,
      ...key,
    };
    await store.update(changed, now());
    await reload(id);
    await resume(id);
    return present(id);
  }

  async function disconnect(id: string): Promise<void> {
    await findStored(id);
    const open = await store.removeIdle(id);
    if (open > 0) {
      const videos = open === 1 ? 'One video is' : `${open} videos are`;
      throw new StudioError(
        'not_ready',
        `${videos} still under way there. Let it end, or give it up, first.`,
      );
    }
    await reload(id);
  }

  /** One change after the other: each is a row first, then what is taken up from all rows. */
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = last.then(work, work);
    last = result.catch(() => {});
    return result;
  }

  await reload(null);
  return {
    find,
    present,
    async list(): Promise<ProviderView[]> {
      const openJobs = await store.countOpenJobs();
      return Promise.all(
        all().map(async ({ connection }) => {
          const { id } = connection.config;
          return presentConnection(connection, openJobs.get(id) ?? 0, await circuits.find(id));
        }),
      );
    },
    /** Sends to a provider again that refused everything, because a person says so. */
    async resume(id: string): Promise<ProviderView> {
      find(id);
      await resume(id);
      return present(id);
    },
    connect: (body: unknown) => inTurn(() => connect(body)),
    change: (id: string, body: unknown) => inTurn(() => change(id, body)),
    disconnect: (id: string) => inTurn(() => disconnect(id)),
  };
}
