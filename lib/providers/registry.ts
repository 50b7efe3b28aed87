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
 * The connected providers, the preferred first; they may be replaced at any time. Lists of models are asked for at most
 * every five minutes; the last good one is given out while a newer one is on its way, and stays when the provider does
 * not answer.
 */
export function openRegistry(initial: readonly Provider[], now: () => number) {
  let providers = initial;
  /** By the provider itself, not its id: one that was changed may serve other models. */
  const lists = new WeakMap<Provider, ModelList>();
  const closing = new Set<Promise<void>>();

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
    const list = lists.get(provider) ?? { models: [], askedAt: Number.NEGATIVE_INFINITY, pending: null };
    lists.set(provider, list);
    const isKnown = list.models.length > 0;
    if (!list.pending && now() - list.askedAt >= (isKnown ? freshForMs : peaceForMs))
      list.pending = ask(provider, list);
    if (!isKnown) await list.pending;
  }

  function find(id: string): Provider | null {
    return providers.find((provider) => provider.id === id) ?? null;
  }

  return {
    find,

    get providers(): readonly Provider[] {
      return providers;
    },

    /** Takes these from now on. One that is no longer among them ends what it is doing, then closes. */
    replace(next: readonly Provider[]): void {
      const leaving = providers.filter((provider) => !next.includes(provider));
      providers = next;
      for (const provider of leaving) {
        const closed: Promise<void> = provider
          .close()
          .catch((error: unknown) => log.warn({ provider: provider.id, err: error }, 'it would not close'))
          .finally(() => closing.delete(closed));
        closing.add(closed);
      }
    },

    /** What a provider said of a model the last time that it was asked; nothing is asked for this. */
    knownCapability(providerId: string, model: string): Capability | undefined {
      const provider = find(providerId);
      const list = provider && lists.get(provider);
      return list?.models.find(({ id }) => id === model)?.capability;
    },

    /** Every model of every provider that answers, in the providers' order. */
    async listModels(): Promise<ProviderModel[]> {
      const asked = providers;
      await Promise.all(asked.map(refresh));
      return asked.flatMap((provider) =>
        (lists.get(provider)?.models ?? []).map(({ id: model, capability }) => ({
          provider,
          model,
          capability,
        })),
      );
    },

    async close(): Promise<void> {
      await Promise.all([...providers.map((provider) => provider.close()), ...closing]);
    },
  };
}
