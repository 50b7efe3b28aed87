import 'server-only';
import { log } from '@/lib/log';
import type { Provider } from './provider';

/** A model of a connected provider. */
export type ProviderModel = { provider: Provider; model: string };

export type ProviderRegistry = ReturnType<typeof openRegistry>;

/** How long a list of models is good for. */
const freshForMs = 5 * 60_000;

/**
 * The connected providers, the preferred first. Lists of models are asked for at most every five minutes, and the
 * last good one stays when a provider does not answer.
 */
export function openRegistry(providers: readonly Provider[], now: () => number) {
  const lists = new Map<string, { models: string[]; askedAt: number; pending: Promise<void> | null }>();

  async function refresh(provider: Provider): Promise<void> {
    const known = lists.get(provider.id) ?? { models: [], askedAt: Number.NEGATIVE_INFINITY, pending: null };
    lists.set(provider.id, known);
    if (known.pending) return known.pending;
    if (now() - known.askedAt < freshForMs && known.models.length > 0) return;
    known.pending = provider
      .listModels()
      .then((models) => {
        known.models = models;
        known.askedAt = now();
      })
      .catch((error: unknown) => {
        log.warn({ provider: provider.id, err: error }, 'the models could not be listed');
      })
      .finally(() => {
        known.pending = null;
      });
    await known.pending;
  }

  return {
    providers,

    find(id: string): Provider | null {
      return providers.find((provider) => provider.id === id) ?? null;
    },

    /** Every model of every provider that answers, in the providers' order. */
    async listModels(): Promise<ProviderModel[]> {
      await Promise.all(providers.map(refresh));
      return providers.flatMap((provider) =>
        (lists.get(provider.id)?.models ?? []).map((model) => ({ provider, model })),
      );
    },

    async close(): Promise<void> {
      await Promise.all(providers.map((provider) => provider.close()));
    },
  };
}
