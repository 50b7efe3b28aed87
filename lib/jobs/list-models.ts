import 'server-only';
import { StudioError } from '@/lib/errors';
import type { Capability, Limits } from '@/lib/providers/dialect';
import type { Provider } from '@/lib/providers/provider';
import { resolveModel } from '@/lib/providers/resolve-model';
import type { Model, ModelList, WireLimits } from '@/lib/providers/wire';
import type { JobContext } from './context';
import { maximumTakes } from './create-request';
import type { Price } from './price';
import { statedPrice } from './prices';

function presentLimits(limits: Limits | undefined): WireLimits {
  const { values = [], minimum = null, maximum = null, step = null } = limits ?? {};
  return { values, minimum, maximum, step };
}

function presentConditions({ conditions = [] }: Capability): Model['firstframe']['conditions'] {
  return conditions.map(({ when, sizes, seconds }) => ({
    when: {
      sizes: when.sizes ?? null,
      seconds: when.seconds ?? null,
      has_reference: when.hasReference ?? null,
    },
    sizes: sizes ?? null,
    seconds: seconds ?? null,
  }));
}

function presentPrice(capability: Capability, set: Price | null): Model['firstframe']['price'] {
  if (set) return { ...set, source: 'studio' };
  const stated = statedPrice(capability);
  return stated && { ...stated, source: 'dialect' };
}

/**
 * A model with what it can take.
 * @param discovered what the provider's own list says of it
 * @param price what a person says that it costs, whatever the dialect says
 */
export function presentModel(
  provider: Provider,
  id: string,
  discovered?: Capability,
  price: Price | null = null,
): Model {
  const { fields, references, options, capability, isKnown } = resolveModel(provider.dialect, id, discovered);
  const takes = (name: string) => fields.some(({ from }) => from === name);
  return {
    id,
    object: 'model',
    created: 0,
    owned_by: provider.id,
    firstframe: {
      provider: { id: provider.id, label: provider.label, is_demo: provider.isDemo },
      is_known: isKnown,
      sizes: capability.sizes ?? [],
      default_size: capability.defaultSize ?? null,
      seconds: presentLimits(capability.seconds),
      default_seconds: capability.defaultSeconds ?? null,
      fps: takes('fps') ? presentLimits(capability.fps) : null,
      seed: takes('seed'),
      negative_prompt: takes('negativePrompt'),
      user: takes('user'),
      metadata: takes('metadata'),
      maximum_takes: maximumTakes,
      references: references.map(({ role, maximum, mustMatchSize, as }) => ({
        role,
        maximum,
        is_fitted: mustMatchSize,
        needs_url: as.every((form) => form === 'url'),
      })),
      options: options.map(({ name, type, choices = [], minimum = null, maximum = null, isRare }) => ({
        name,
        type,
        choices,
        minimum,
        maximum,
        is_rare: isRare ?? false,
      })),
      conditions: presentConditions(capability),
      price: presentPrice(capability, price),
    },
  };
}

/** `GET /v1/models`: every model of every connected provider that answers, with what it can take. */
export async function answerModels(context: JobContext): Promise<ModelList> {
  const models = await context.providers.listModels();
  const findSet = await context.prices.findSet();
  return {
    object: 'list',
    data: models.map(({ provider, model, capability }) =>
      presentModel(provider, model, capability, findSet(provider.id, model)),
    ),
  };
}

/**
 * `GET /v1/models/{id}`: a model of a connected provider; where several serve it, that of the preferred one.
 * @throws StudioError `not_found`
 */
export async function answerModel(context: JobContext, id: string): Promise<Model> {
  const { data } = await answerModels(context);
  const found = data.find((model) => model.id === id);
  if (found) return found;
  const message = `No connected provider serves the model "${id.slice(0, 80)}".`;
  throw new StudioError('not_found', message, { param: 'model' });
}
