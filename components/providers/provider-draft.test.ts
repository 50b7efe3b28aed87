import { describe, expect, test } from 'vitest';
import type { ProviderView } from '@/lib/providers/wire';
import {
  draftOf,
  emptyDraft,
  isChanged,
  readModels,
  textOfDialect,
  toChange,
  toNewProvider,
  toTest,
} from './provider-draft';

const dialect = { id: 'openai', label: 'OpenAI format' };
const provider: ProviderView = {
  id: 'relay-1',
  object: 'provider',
  label: 'Relay',
  base_url: 'https://relay.example/v1',
  source: 'studio',
  key: { last_four: 'abcd', is_readable: true },
  models: ['fast', 'fine'],
  preset: 'openai',
  is_dialect_edited: false,
  dialect,
  open_jobs: 0,
};
const draft = draftOf(provider);

test('models are read one a line, each once', () => {
  expect(readModels(' fast \n\nfine\r\nfast\n')).toEqual(['fast', 'fine']);
});

describe('a new provider', () => {
  test('is sent without what was left empty', () => {
    expect(toNewProvider({ ...emptyDraft, baseUrl: ' https://a.example ' })).toEqual({
      base_url: 'https://a.example',
    });
  });

  test('is sent with all that was typed', () => {
    const typed = {
      label: 'A',
      baseUrl: 'https://a.example',
      keyChoice: 'replace' as const,
      apiKey: ' sk-1\n',
      models: 'fast',
      preset: 'openai',
      dialect: '{"id":"own"}',
    };
    expect(toNewProvider(typed)).toEqual({
      label: 'A',
      base_url: 'https://a.example',
      api_key: 'sk-1',
      models: ['fast'],
      preset: 'openai',
      dialect: { id: 'own' },
    });
  });

  test('is worth keeping as soon as anything was typed', () => {
    expect(isChanged(emptyDraft, null)).toBe(false);
    expect(isChanged({ ...emptyDraft, baseUrl: 'h' }, null)).toBe(true);
    expect(isChanged({ ...emptyDraft, apiKey: 'k' }, null)).toBe(true);
  });
});

describe('a change', () => {
  test('is empty for a provider as it is', () => {
    expect(toChange(draft, provider)).toEqual({});
    expect(isChanged(draft, provider)).toBe(false);
  });

  test('holds what is different, and nothing else', () => {
    expect(toChange({ ...draft, label: 'B', baseUrl: 'https://b.example' }, provider)).toEqual({
      label: 'B',
      base_url: 'https://b.example',
    });
    expect(toChange({ ...draft, models: '' }, provider)).toEqual({ models: null });
  });

  test.each([
    { keyChoice: 'keep', apiKey: '', change: {} },
    { keyChoice: 'replace', apiKey: 'sk-2', change: { api_key: 'sk-2' } },
    { keyChoice: 'replace', apiKey: '', change: {} },
    { keyChoice: 'remove', apiKey: '', change: { api_key: null } },
  ] as const)('of the key: $keyChoice with "$apiKey"', ({ change, ...choice }) => {
    expect(toChange({ ...draft, ...choice }, provider)).toEqual(change);
  });

  test('of the dialect: edited, reset, another preset', () => {
    const edited = { ...provider, is_dialect_edited: true, dialect: { ...dialect, label: 'Mine' } };
    expect(draftOf(edited).dialect).toBe(textOfDialect(edited.dialect));
    expect(toChange({ ...draft, dialect: '{"id":"own"}' }, provider)).toEqual({ dialect: { id: 'own' } });
    expect(toChange(draftOf(edited), edited)).toEqual({});
    expect(toChange({ ...draftOf(edited), dialect: null }, edited)).toEqual({ dialect: null });
    expect(toChange({ ...draft, preset: 'xai' }, provider)).toEqual({ preset: 'xai' });
    expect(toChange({ ...draftOf(edited), preset: 'xai', dialect: null }, edited)).toEqual({
      preset: 'xai',
      dialect: null,
    });
  });

  test('of a dialect that is no JSON yet still counts as one', () => {
    expect(isChanged({ ...draft, dialect: '{"id":' }, provider)).toBe(true);
  });
});

describe('a test', () => {
  test('names the provider, whose stored key is used while it is kept', () => {
    const asked = JSON.parse(JSON.stringify(toTest(draft, provider)));
    expect(asked).toEqual({ base_url: 'https://relay.example/v1', preset: 'openai', provider: 'relay-1' });
  });

  test('goes without a key that is to be removed', () => {
    expect(toTest({ ...draft, keyChoice: 'remove' }, provider).api_key).toBeNull();
  });
});

test('a key that cannot be read is to be entered again', () => {
  const lost = { ...provider, key: { last_four: 'abcd', is_readable: false } };
  expect(draftOf(lost).keyChoice).toBe('replace');
});
