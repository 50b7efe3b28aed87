import 'server-only';
import { log } from '@/lib/log';
import type { Capability } from './dialect';
import type { ListedModel } from './list-models';
import type { Provider } from './provider';

/** A model of a connected provider. */
export type ProviderModel = { provider: Provider; model: string; capability?: Capability };

export type ProviderRegistry = ReturnType<typeof openRegistry>;

/** How long a list of models is good for, and how long a provider that gave none is left in peace. */
const freshForMs = 5 * 60_000;
const peaceForMs = 10_000;

/** What is known of one provider's models. */
type ModelList = { models: ListedModel[]; askedAt: number; pending: Promise<void> | null };

/**
 * The connected providers, the preferred first. Lists of models are asked for at most every five minutes; the last
 * good one is given out while a newer one is on its way, and stays when the provider does not answer.
 */
export function openRegistry(providers: readonly Provider[], now: () => number) {
  const lists = new Map<string, ModelList>(
    providers.map(({ id }) => [id, { models: [], askedAt: Number.NEGATIVE_INFINITY, pending: null }]),
  );

  async function ask(provider: Provider, list: ModelList): Promise<void> {
    list.askedAt = now();
    try {
      list.models = await provider.listModels();
    } catch (error) {
      log.warn({ provider: provider.id, err: error }, 'the models could not be listed');
    } finally {
      list.pending = null;
    }
  }

  /** Sees to it that a provider's list is fresh. Waits only where there is nothing to give out meanwhile. */
  async function refresh(provider: Provider): Promise<void> {
    const list = lists.get(provider.id);
    if (!list) return;
    const isKnown = list.models.length > 0;
    if (!list.pending && now() - list.askedAt >= (isKnown ? freshForMs : peaceForMs))
      list.pending = ask(provider, list);
    if (!isKnown) await list.pending;
  }

  return {
    providers,

    find(id: string): Provider | null {
      return providers.find((provider) => provider.id === id) ?? null;
    },

    /** What a provider said of a model the last time that it was asked; nothing is asked for this. */
    knownCapability(providerId: string, model: string): Capability | undefined {
      return lists.get(providerId)?.models.find(({ id }) => id === model)?.capability;
    },

    /** Every model of every provider that answers, in the providers' order. */
    async listModels(): Promise<ProviderModel[]> {
      await Promise.all(providers.map(refresh));
      return providers.flatMap((provider) =>
        (lists.get(provider.id)?.models ?? []).map(({ id: model, capability }) => ({
          provider,
          model,
          capability,
        })),
      );
    },

    async close(): Promise<void> {
      await Promise.all(providers.map((provider) => provider.close()));
    },
  };
}
