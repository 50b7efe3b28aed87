import { describe, expect, test } from 'vitest';
import { type Draft, emptyDraft } from '@/components/studio/draft';
import { errorCodeList } from '@/lib/errors';
import { defaultFraming } from '@/lib/media/framing';
import type { Field } from './field';
import { fixesFor, isContentBlocked } from './fixes-for';
import { testImage, testModel } from './test-model';

const values = (numbers: number[]) => ({ values: numbers, minimum: null, maximum: null, step: null });
const open = testModel({
  references: [{ role: 'first_frame', maximum: 1, is_fitted: false, needs_url: false }],
  fps: values([]),
});
const listed = testModel({
  ...open.firstframe,
  sizes: ['1280x720', '720x1280', '1792x1024'],
  seconds: values([4, 8, 12]),
  fps: values([24, 30]),
});
const draft: Draft = { ...emptyDraft, prompt: 'Fog', size: '1280x720', seconds: 7, fps: 60, seed: 7 };

type Case = { code?: string; message?: string; draft?: Partial<Draft>; model?: typeof open };

function verdict(field: Field | null, given: Case = {}) {
  const { code = 'provider_rejected', message = 'No.', model = open } = given;
  const error = { code, message, param: null, body: null };
  return fixesFor(error, field, model, { ...draft, ...given.draft });
}

describe('a length', () => {
  test.each<[message: string, seconds: number | null, wish?: number]>([
    ['seconds must be 4, 8 or 12', 8],
    ["Invalid value: '7'. Supported values are: '4', '8', and '12'.", 8],
    ["Input should be '4', '8' or '12'", 8],
    ['seconds must be one of [5, 10]', 5],
    ['duration must be between 10 and 15', 10],
    ['duration must be between 1 and 5 seconds', 5],
    ['Duration 7 is not supported. Use a value from 8 to 12.', 8],
    ['duration may be at most 5 seconds', 5],
    ['The maximum is 6 s', 6],
    ['duration must be at least 9', 9],
    ['时长必须为5或10', 5],
    ['时长范围 8-15 秒', 8],
    ['a length of 1280x720 must be right', null],
    ['Invalid duration 7', null],
    ['Request 400 failed (req_12345678)', null],
    ['must be 4000 or 9000', null],
    ['at most 10 seconds', null],
    ['No.', null],
  ])('"%s" leads to %s', (message, seconds) => {
    const fixes = seconds === null ? [] : [{ kind: 'seconds', seconds }];
    expect(verdict('seconds', { message }).fixes).toEqual(fixes);
  });

  test('what the model is known to take comes before what a message says', () => {
    const fix = (message: string) =>
      verdict('seconds', { message, model: listed, draft: { seconds: 8 } }).fixes;
    expect(fix('seconds must be 5 or 12')).toEqual([{ kind: 'seconds', seconds: 4 }]);
    expect(fix('seconds must be 4 or 12')).toEqual([{ kind: 'seconds', seconds: 4 }]);
    expect(fix('seconds must be 12')).toEqual([{ kind: 'seconds', seconds: 12 }]);
  });
});

describe('a size', () => {
  test.each<[message: string, size: string | null]>([
    ['size must be 720x1280 or 1792x1024', '1792x1024'],
    ["Invalid size '1280x720'. Supported: 1920*1080", '1920x1080'],
    ['尺寸只支持 1024×1024', '1024x1024'],
    ['No.', null],
  ])('"%s" leads to %s', (message, size) => {
    expect(verdict('size', { message }).fixes).toEqual(size === null ? [] : [{ kind: 'size', size }]);
  });

  test('of a model that is known: the nearest of its own', () => {
    expect(verdict('size', { model: listed }).fixes).toEqual([{ kind: 'size', size: '1792x1024' }]);
    expect(verdict('size', { model: listed, message: 'must be 4096x2160' }).fixes).toHaveLength(1);
  });
});

test('a rate of frames: the nearest that is taken, or none', () => {
  expect(verdict('fps', { message: 'fps must be 24 or 30' }).fixes[0]).toEqual({ kind: 'fps', fps: 30 });
  expect(verdict('fps', { model: listed }).fixes).toEqual([
    { kind: 'fps', fps: 30 },
    { kind: 'clear', field: 'fps' },
  ]);
  expect(verdict('fps').fixes).toEqual([{ kind: 'clear', field: 'fps' }]);
});

describe('an image', () => {
  const withImage = { firstFrame: testImage() };
  const kinds = (given: Case) => verdict('firstFrame', given).fixes.map(({ kind }) => kind);

  test('is framed, or another one', () => {
    expect(kinds({ model: listed, draft: withImage })).toEqual(['frame', 'replace', 'clear']);
  });

  test('that was sent as it is can be fitted', () => {
    const firstFrame = { ...testImage(), framing: { ...defaultFraming, fit: 'none' as const } };
    const { fixes } = verdict('firstFrame', { model: listed, draft: { firstFrame } });
    expect(fixes[1]).toEqual({ kind: 'fit', slot: 'firstFrame', size: '1280x720' });
  });

  test('that was blocked is another one, or none', () => {
    expect(kinds({ code: 'moderation_blocked', draft: withImage })).toEqual(['replace', 'clear']);
  });

  test('that is not there is chosen', () => {
    expect(kinds({})).toEqual(['replace']);
  });
});

test.each<[Field, string[]]>([
  ['prompt', ['edit']],
  ['model', ['chooseModel']],
  ['takes', ['clear']],
  ['seed', ['clear']],
  ['negativePrompt', ['clear']],
  ['user', ['clear']],
  ['metadata', ['edit', 'clear']],
  ['lastFrame', ['replace']],
  ['references', ['replace']],
  ['option:style', ['clear']],
])('%s is changed by %j', (field, kinds) => {
  expect(verdict(field).fixes.map(({ kind }) => kind)).toEqual(kinds);
});

describe('what is said besides', () => {
  test('a prompt that is too long is counted', () => {
    const { hint } = verdict('prompt', {
      message: 'prompt may be 1,500 characters long',
      draft: { prompt: '雨'.repeat(1_600) },
    });
    expect(hint).toEqual({ kind: 'length', count: 1_600, longest: 1_500 });
    expect(verdict('prompt', { message: 'prompt is too long' }).hint).toMatchObject({ longest: null });
    expect(verdict('prompt', { message: 'prompt is empty' }).hint).toBeNull();
  });

  test.each<[Field | null, boolean]>([
    ['prompt', true],
    ['firstFrame', true],
    [null, true],
    ['seconds', false],
    ['option:style', false],
  ])('a moderation that speaks of %s is one: %s', (field, isContent) => {
    const { hint } = verdict(field, { code: 'moderation_blocked' });
    expect(hint).toEqual({ kind: isContent ? 'blockedContent' : 'looksLikeParameter' });
    const error = { code: 'moderation_blocked', message: '', param: null, body: null };
    expect(isContentBlocked(error, field)).toBe(isContent);
    expect(isContentBlocked({ ...error, code: 'provider_rejected' }, field)).toBe(false);
  });
});

test('only errors about what was asked are mended in the form', () => {
  const helped = errorCodeList.filter((code) => verdict('seconds', { code, model: listed }).fixes.length > 0);
  expect(helped).toEqual([
    'invalid_request',
    'unsupported_media_type',
    'too_large',
    'not_found',
    'gone',
    'unsupported',
    'provider_rejected',
    'moderation_blocked',
    'provider_not_found',
    'provider_too_large',
    'provider_unsupported',
  ]);
});
