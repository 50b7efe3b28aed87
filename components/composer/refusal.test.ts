import { expect, test } from 'vitest';
import { emptyDraft } from '@/components/studio/draft';
import { fieldProps, isBlocked, type Refusal, setRefusal } from './refusal';
import { testImage } from './test-model';

const draft = { ...emptyDraft, prompt: 'Fog', firstFrame: testImage() };
const refusal: Refusal = {
  error: { code: 'moderation_blocked', message: 'No.', param: null, body: null },
  provider: { id: 'p', label: 'P', is_demo: false },
  draft,
  field: 'prompt',
  isContentBlocked: true,
  videoId: null,
  at: 0,
};

test('what a moderation blocked is not sent again until something of it is changed', () => {
  expect(isBlocked(draft)).toBe(false);
  setRefusal(refusal);
  expect(isBlocked(draft)).toBe(true);
  expect(isBlocked({ ...draft, seconds: 8, seed: 7 })).toBe(true);
  expect(isBlocked({ ...draft, prompt: 'Rain' })).toBe(false);
  expect(isBlocked({ ...draft, firstFrame: testImage() })).toBe(false);
  expect(isBlocked({ ...draft, model: 'other' })).toBe(false);
  // That the note was put away makes it no more welcome.
  setRefusal(null);
  expect(isBlocked(draft)).toBe(true);
});

test('another refusal blocks nothing', () => {
  const other = { ...draft, prompt: 'Rain' };
  setRefusal({ ...refusal, draft: other, isContentBlocked: false });
  expect(isBlocked(other)).toBe(false);
});

test('a control is tied to the words about it, and only the one that is wrong', () => {
  expect(fieldProps('fps', 'fps')).toEqual({
    id: 'field-fps',
    'aria-invalid': true,
    'aria-describedby': 'field-fault',
  });
  expect(fieldProps('option:style', 'fps')).toEqual({ id: 'field-option-style' });
});
