import type { ConnectionTest, NewProvider, ProviderChange } from '@/lib/client/change-provider';
import type { ProviderView } from '@/lib/providers/wire';

/** What the form holds of a provider, as it was typed. */
export type ProviderDraft = {
  label: string;
  baseUrl: string;
  /** What happens to the key that is stored; a provider that has none, or is new, takes what is typed. */
  keyChoice: 'keep' | 'replace' | 'remove';
  apiKey: string;
  /** One a line. */
  models: string;
  /** The preset's id; empty where none was chosen. */
  preset: string;
  /** The dialect's text; `null` while it is the preset's own. */
  dialect: string | null;
};

export const emptyDraft: ProviderDraft = {
  label: '',
  baseUrl: '',
  keyChoice: 'replace',
  apiKey: '',
  models: '',
  preset: '',
  dialect: null,
};

/** A dialect as it is edited. */
export function textOfDialect(dialect: unknown): string {
  return JSON.stringify(dialect, null, 2);
}

/** The value of a JSON text; `undefined` where it is none. */
export function parseDialect(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A provider as the form shows it. */
export function draftOf(provider: ProviderView): ProviderDraft {
  const isPreset = provider.preset !== null && !provider.is_dialect_edited;
  return {
    label: provider.label,
    baseUrl: provider.base_url,
    keyChoice: provider.key?.is_readable ? 'keep' : 'replace',
    apiKey: '',
    models: (provider.models ?? []).join('\n'),
    preset: provider.preset ?? '',
    dialect: isPreset ? null : textOfDialect(provider.dialect),
  };
}

/** Names, one a line, each once. */
export function readModels(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
}

/** A draft as what is sent to connect it; what was left empty is left out. */
export function toNewProvider({
  label,
  baseUrl,
  apiKey,
  models,
  preset,
  dialect,
}: ProviderDraft): NewProvider {
  const names = readModels(models);
  return {
    base_url: baseUrl.trim(),
    ...(label.trim() === '' ? {} : { label: label.trim() }),
    ...(apiKey.trim() === '' ? {} : { api_key: apiKey.trim() }),
    ...(preset === '' ? {} : { preset }),
    ...(dialect === null ? {} : { dialect: parseDialect(dialect) }),
    ...(names.length === 0 ? {} : { models: names }),
  };
}

function keyChange({ keyChoice, apiKey }: ProviderDraft, { key }: ProviderView): ProviderChange {
  if (keyChoice === 'remove') return key === null ? {} : { api_key: null };
  return keyChoice === 'replace' && apiKey.trim() !== '' ? { api_key: apiKey.trim() } : {};
}

function dialectChange({ preset, dialect }: ProviderDraft, provider: ProviderView): ProviderChange {
  // Without its text it is the preset's own, so another preset says everything.
  const isOther = preset !== '' && preset !== provider.preset ? { preset } : {};
  if (dialect === null) return provider.is_dialect_edited ? { ...isOther, dialect: null } : isOther;
  return dialect === textOfDialect(provider.dialect)
    ? isOther
    : { ...isOther, dialect: parseDialect(dialect) };
}

/** What a draft would change in a provider; empty where it is nothing. */
export function toChange(draft: ProviderDraft, provider: ProviderView): ProviderChange {
  const label = draft.label.trim();
  const baseUrl = draft.baseUrl.trim();
  const models = readModels(draft.models);
  const areModelsSame = models.join('\n') === (provider.models ?? []).join('\n');
  return {
    ...(label === '' || label === provider.label ? {} : { label }),
    ...(baseUrl === provider.base_url ? {} : { base_url: baseUrl }),
    ...(areModelsSame ? {} : { models: models.length === 0 ? null : models }),
    ...keyChange(draft, provider),
    ...dialectChange(draft, provider),
  };
}

/** A draft as what is tested. The stored key is used while it is kept. */
export function toTest(draft: ProviderDraft, provider: ProviderView | null): ConnectionTest {
  const { base_url, api_key, preset, dialect } = toNewProvider(draft);
  const isKeyRemoved = provider !== null && draft.keyChoice === 'remove';
  return {
    base_url,
    preset,
    dialect,
    api_key: isKeyRemoved ? null : api_key,
    provider: provider?.id,
  };
}

/** Whether there is something in the form that would be lost. */
export function isChanged(draft: ProviderDraft, provider: ProviderView | null): boolean {
  if (provider) return Object.keys(toChange(draft, provider)).length > 0;
  return Object.keys(toNewProvider(draft)).length > 1 || draft.baseUrl.trim() !== '';
}
