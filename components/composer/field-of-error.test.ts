import { expect, test } from 'vitest';
import { emptyDraft } from '@/components/studio/draft';
import { errorCodeList } from '@/lib/errors';
import { fieldOfError } from './field-of-error';
import { testImage, testModel } from './test-model';

const model = testModel({
  options: [{ name: 'guidance_scale', type: 'number', choices: [], minimum: null, maximum: null }],
});
const draft = { ...emptyDraft, prompt: 'Fog' };
const about = (param: string | null, code = 'invalid_request', changes = {}) =>
  fieldOfError({ code, param, message: 'No.', body: null }, model, { ...draft, ...changes });

test.each([
  ['prompt', 'prompt'],
  ['seconds', 'seconds'],
  ['duration', 'seconds'],
  ['size', 'size'],
  ['width', 'size'],
  ['n', 'takes'],
  ['fps', 'fps'],
  ['seed', 'seed'],
  ['negative_prompt', 'negativePrompt'],
  ['user', 'user'],
  ['metadata', 'metadata'],
  ['metadata.style', 'metadata'],
  ['input_reference', 'firstFrame'],
  ['input_reference[image_url]', 'firstFrame'],
  ['last_frame', 'lastFrame'],
  ['reference_images', 'references'],
  ['provider', 'model'],
  ['guidance_scale', 'option:guidance_scale'],
])('an error about %s is shown at %s', (param, field) => {
  expect(about(param)).toBe(field);
});

test.each(['', 'something', 'constructor', 'Idempotency-Key'])(
  'an error about %j is shown at no part',
  (param) => {
    expect(about(param)).toBeNull();
  },
);

test('without a param only what can be about one thing has a place', () => {
  const withImage = { firstFrame: testImage() };
  const found = errorCodeList.map((code) => [code, about(null, code), about(null, code, withImage)]);
  expect(found.filter(([, alone]) => alone !== null)).toEqual([
    ['unsupported_media_type', 'prompt', 'firstFrame'],
    ['too_large', 'prompt', 'firstFrame'],
    ['moderation_blocked', 'prompt', 'prompt'],
    ['provider_not_found', 'model', 'model'],
    ['provider_too_large', 'prompt', 'firstFrame'],
  ]);
});
