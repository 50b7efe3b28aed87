import 'server-only';
import { StudioError } from '@/lib/errors';
import type { Provider } from '@/lib/providers/provider';
import type { ProviderModel } from '@/lib/providers/registry';
import { type ModelDialect, resolveModel } from '@/lib/providers/resolve-model';
import { checkAddresses } from './check-addresses';
import { checkCapability } from './check-capability';
import { circuitWords } from './circuits';
import type { JobContext } from './context';
import type { CreateRequest } from './create-request';
import type { JobRequest, Reference, Source } from './job';
import { keepReference, type ReferenceSource } from './references';

/** The provider and model that a request means: as named, else the one that serves the model, else the first. */
export async function chooseModel(
  { providers }: Pick<JobContext, 'providers'>,
  request: Pick<CreateRequest, 'providerId' | 'model'>,
): Promise<ProviderModel> {
  const named = request.providerId === undefined ? null : providers.find(request.providerId);
  if (request.providerId !== undefined && !named) {
    const known = providers.providers.map(({ id }) => id).join(', ');
    const message = `There is no provider "${request.providerId}". Connected: ${known}.`;
    throw new StudioError('invalid_request', message, { param: 'provider' });
  }
  if (named && request.model) {
    const capability = providers.knownCapability(named.id, request.model);
    return { provider: named, model: request.model, capability };
  }
  const models = await providers.listModels();
  const serving = models.find(
    ({ provider, model }) => (!named || provider === named) && (!request.model || model === request.model),
  );
  if (serving) return serving;
  const [first] = providers.providers;
  const provider = named ?? first;
  if (!provider) throw new StudioError('unavailable', 'No provider is connected.');
  if (request.model && !provider.isDemo) return { provider, model: request.model };
  const message = request.model
    ? `No connected provider serves the model "${request.model}".`
    : `${provider.label} does not say which models it serves; name one.`;
  throw new StudioError('invalid_request', message, { param: 'model' });
}

/** The words of a request, with the model's own size and length where it names none. */
function withDefaults<Words extends Pick<CreateRequest, 'size' | 'seconds' | 'options'>>(
  words: Words,
  { capability, options: taken }: ModelDialect,
): Words {
  const { response_format: _format, ...options } = words.options ?? {};
  const isFormatTaken = taken.some(({ name }) => name === 'response_format');
  return {
    ...words,
    size: words.size ?? capability.defaultSize,
    seconds: words.seconds ?? capability.defaultSeconds,
    // The studio itself answers with an address only, so this is worth a word only to a provider that knows it.
    options: isFormatTaken ? words.options : options,
  };
}

/**
 * Nothing new is asked of a provider to which nothing can be sent.
 * @throws StudioError that says why
 */
export async function requireOpen(
  { circuits }: Pick<JobContext, 'circuits'>,
  provider: Provider,
): Promise<void> {
  if (provider.lockedBecause)
    throw new StudioError('unavailable', provider.lockedBecause, { param: 'provider' });
  const circuit = await circuits.find(provider.id);
  if (circuit)
    throw new StudioError(circuit.code, circuitWords(provider.label, circuit), { param: 'provider' });
}

function resolve({ provider, model, capability }: ProviderModel): ModelDialect {
  return resolveModel(provider.dialect, model, capability);
}

/**
 * What has to be fetched or looked up for a request: its images are in storage afterwards.
 * @param images what is in storage already, or has still to be put there
 * @throws StudioError naming the field that is not as it has to be
 */
export async function settleImages(
  { storage }: Pick<JobContext, 'storage'>,
  chosen: ProviderModel,
  request: Pick<CreateRequest, 'options' | 'metadata'>,
  images: readonly (Reference | ReferenceSource)[],
): Promise<Reference[]> {
  const takesMetadata = resolve(chosen).fields.some(({ from }) => from === 'metadata');
  await checkAddresses({ ...request.options, ...(takesMetadata ? { metadata: request.metadata } : {}) });
  const references: Reference[] = [];
  for (const image of images)
    references.push('sha256' in image ? image : await keepReference(storage, image));
  return references;
}

/**
 * A request as its jobs will hold it: for one model, checked against what that can take.
 * @throws StudioError naming the field that is not as it has to be
 */
export function settleWords(
  chosen: ProviderModel,
  request: CreateRequest,
  references: Reference[],
  source?: Source,
): JobRequest {
  const resolved = resolve(chosen);
  const { takes: _takes, model: _model, providerId: _provider, projectId: _project, ...words } = request;
  // What is made from a video has its settings from there, and what is passed on says nothing else of them.
  const settled = source ? words : withDefaults(words, resolved);
  const isPlain = !source || source.isEmulated === true;
  if (isPlain) checkCapability(chosen.model, resolved, { ...settled, references });
  else if (source.call === 'extension')
    checkCapability(chosen.model, resolved, { seconds: settled.seconds, references: [] });
  return { ...settled, references, source };
}

/** Both of the above. */
export async function settleCreate(
  context: Pick<JobContext, 'storage'>,
  chosen: ProviderModel,
  request: CreateRequest,
  { images, source }: { images: readonly (Reference | ReferenceSource)[]; source?: Source },
): Promise<JobRequest> {
  return settleWords(chosen, request, await settleImages(context, chosen, request, images), source);
}
