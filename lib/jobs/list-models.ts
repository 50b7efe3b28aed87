import 'server-only';
import type { JobContext } from './context';
import type { ModelList } from './wire';

/** `GET /v1/models`: every model of every connected provider that answers, with what it can take. */
export async function answerModels(context: JobContext): Promise<ModelList> {
  const models = await context.providers.listModels();
  return {
    object: 'list',
    data: models.map(({ provider, model }) => {
      const { capability, create } = provider.dialect;
      const takes = (name: string) => create.fields.some(({ from }) => from === name);
      return {
        id: model,
        object: 'model',
        created: 0,
        owned_by: provider.id,
        firstframe: {
          provider: { id: provider.id, label: provider.label, is_demo: provider.isDemo },
          sizes: capability.sizes,
          seconds: capability.seconds,
          default_size: capability.defaultSize,
          default_seconds: capability.defaultSeconds,
          references: create.references.map(({ role }) => role),
          fps: takes('fps'),
          seed: takes('seed'),
          negative_prompt: takes('negativePrompt'),
        },
      };
    }),
  };
}
