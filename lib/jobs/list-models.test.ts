import { expect, test } from 'vitest';
import type { RequestField } from '@/lib/providers/dialect';
import { demoDialect } from '@/lib/providers/dialects/demo';
import { presets } from '@/lib/providers/presets';
import { openProvider } from '@/lib/providers/provider';
import { resolveModel } from '@/lib/providers/resolve-model';
import type { Model } from '@/lib/providers/wire';
import { presentModel } from './list-models';

/** Where a form is told that a field can be filled in; `null` for what every form has. */
const told: Record<RequestField, ((model: Model['firstframe']) => unknown) | null> = {
  model: null,
  prompt: null,
  size: null,
  width: null,
  height: null,
  resolution: null,
  aspectRatio: null,
  seconds: null,
  frames: null,
  negativePrompt: (model) => model.negative_prompt,
  fps: (model) => model.fps !== null,
  seed: (model) => model.seed,
  takes: (model) => model.maximum_takes > 1,
  user: (model) => model.user,
  metadata: (model) => model.metadata,
};

const dialects = [...presets.map(({ dialect }) => dialect), demoDialect];

test.each(dialects.map((dialect) => [dialect.id, dialect] as const))(
  'a form is told of every field that %s takes, for each of its models',
  (_id, dialect) => {
    const provider = openProvider({
      id: 'p',
      label: 'P',
      dialect,
      baseUrl: 'https://provider.example/v1',
      apiKey: null,
      isDemo: false,
      models: null,
    });
    for (const id of ['any', ...dialect.modelRules.map(({ match }) => match.replaceAll('*', 'x'))]) {
      const { firstframe } = presentModel(provider, id);
      const { fields, options, references } = resolveModel(dialect, id);
      const hidden = fields.filter(({ from }) => told[from] !== null && !told[from]?.(firstframe));
      expect([id, hidden]).toEqual([id, []]);
      expect(firstframe.options.map(({ name }) => name)).toEqual(options.map(({ name }) => name));
      expect(firstframe.references.map(({ role }) => role)).toEqual(references.map(({ role }) => role));
    }
  },
);
