import { expect, test } from 'vitest';
import { keepDraft, keptDraft } from './kept-drafts';
import { emptyDraft } from './provider-draft';

test('what was typed is kept, but never the key', () => {
  keepDraft('relay', { ...emptyDraft, baseUrl: 'https://relay.example', apiKey: 'sk-secret' });
  expect(keptDraft('relay')).toEqual({ ...emptyDraft, baseUrl: 'https://relay.example' });
  expect(keptDraft('new')).toBeNull();
  keepDraft('relay', null);
  expect(keptDraft('relay')).toBeNull();
});
