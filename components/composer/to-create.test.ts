import { describe, expect, test } from 'vitest';
import type { Draft } from '@/components/studio/draft';
import { defaultFraming, type Framing } from '@/lib/media/framing';
import { testModel } from './test-model';
import { countMore, faultOfMetadata, framingOf, leftBehind, narrowRest, toCreate } from './to-create';

const anything = { values: [], minimum: null, maximum: null, step: null };
const image = (name: string) => ({
  file: new File(['x'], name),
  url: `blob:${name}`,
  width: 2,
  height: 1,
  framing: null,
});

const draft: Draft = {
  prompt: 'Fog',
  slotValues: {},
  providerId: null,
  model: null,
  size: '1280x720',
  seconds: 5,
  takes: 3,
  fps: 60,
  seed: 7,
  seedLocked: true,
  negativePrompt: ' rain ',
  user: 'me',
  metadata: '{"a":1}',
  options: { style: 'film', steps: '20', empty: ' ' },
  firstFrame: image('first'),
  lastFrame: image('last'),
  references: [image('a'), image('b')],
};

const reference = (role: 'first_frame' | 'last_frame' | 'reference', maximum: number, needsUrl = false) => ({
  role,
  maximum,
  is_fitted: false,
  needs_url: needsUrl,
});

const everything = testModel({
  fps: { values: [24, 30], minimum: null, maximum: null, step: null },
  seed: true,
  negative_prompt: true,
  user: true,
  metadata: true,
  maximum_takes: 2,
  references: [reference('first_frame', 1), reference('last_frame', 1), reference('reference', 1)],
  options: [{ name: 'style', type: 'text', choices: [], minimum: null, maximum: null }],
});

describe('what of a draft is sent', () => {
  test('is nothing that the model does not take', () => {
    expect(toCreate(testModel(), draft)).toEqual({
      prompt: 'Fog',
      providerId: 'p',
      model: 'm',
      size: '1280x720',
      seconds: 5,
      takes: 3,
      fps: null,
      seed: null,
      negativePrompt: '',
      user: '',
      metadata: '',
      options: {},
      firstFrame: null,
      lastFrame: null,
      framing: null,
      lastFrameFraming: null,
      references: [],
    });
  });

  test('is all that it takes, within its limits', () => {
    const { firstFrame, lastFrame, references } = draft;
    expect(toCreate(everything, draft)).toMatchObject({
      takes: 2,
      fps: 30,
      seed: 7,
      negativePrompt: 'rain',
      user: 'me',
      metadata: '{"a":1}',
      options: { style: 'film' },
    });
    expect(toCreate(everything, draft).firstFrame).toBe(firstFrame?.file);
    expect(toCreate(everything, draft).lastFrame).toBe(lastFrame?.file);
    expect(toCreate(everything, draft).references).toEqual([references[0]?.file]);
  });

  test('is an image’s public address where only that is taken', () => {
    const known = { ...image('known'), sourceUrl: 'https://a.example/1.png' };
    const byUrl = testModel({
      references: [
        reference('first_frame', 1, true),
        reference('last_frame', 1, true),
        reference('reference', 4, true),
      ],
    });
    const images = { firstFrame: known, lastFrame: known, references: [image('a'), known] };
    expect(toCreate(byUrl, { ...draft, ...images })).toMatchObject({
      firstFrame: known.sourceUrl,
      lastFrame: known.sourceUrl,
      references: [known.sourceUrl],
    });
    expect(leftBehind(byUrl, { ...draft, ...images }).wishes).toContain('references');
    expect(toCreate(byUrl, draft)).toMatchObject({ firstFrame: null, lastFrame: null, references: [] });
    expect(leftBehind(byUrl, draft).wishes).toContain('lastFrame');
    expect(toCreate(everything, { ...draft, ...images }).firstFrame).toBe(known.file);
  });

  test('says which frame of which video an image is, where that image is sent', () => {
    const from = { videoId: 'video_1', frame: 57, seconds: 2.375 };
    const first = { ...draft, firstFrame: { ...image('frame'), from } };
    expect(toCreate(everything, first)).toMatchObject({ firstFrameFrom: from, lastFrameFrom: undefined });
    expect(toCreate(testModel({ references: [] }), first).firstFrameFrom).toBeUndefined();
    expect(toCreate(everything, { ...first, firstFrame: image('another') }).firstFrameFrom).toBeUndefined();
  });

  test('is where the studio keeps an image, which it frames itself', () => {
    const kept = { ...image('kept'), keptUrl: '/api/references/a.png' };
    expect(toCreate(everything, { ...draft, firstFrame: kept }).firstFrame).toBe(kept.keptUrl);
    const framing = { fit: 'crop' as const, colour: '#000000', x: 0, y: 0, zoom: 2, turn: 0 };
    const framed = { ...draft, firstFrame: { ...kept, framing } };
    expect(toCreate(everything, framed)).toMatchObject({ firstFrame: kept.keptUrl, framing });
  });
});

describe('how an image is laid into the frame', () => {
  const framed = (fit: Framing['fit']) => ({ ...image('first'), framing: { ...defaultFraming, fit } });
  const exact = testModel({ references: [{ ...reference('first_frame', 1), is_fitted: true }] });

  test('is as was chosen, else so that it fills it', () => {
    expect(toCreate(everything, draft)).toMatchObject({
      framing: defaultFraming,
      lastFrameFraming: defaultFraming,
    });
    expect(framingOf(everything, 'first_frame', framed('blur'), '1280x720')).toMatchObject({ fit: 'blur' });
  });

  test('may be not at all, but where no other size is taken', () => {
    expect(framingOf(everything, 'first_frame', framed('none'), '1280x720')).toMatchObject({ fit: 'none' });
    expect(framingOf(exact, 'first_frame', framed('none'), '1280x720')).toEqual(defaultFraming);
  });

  test('is left open where there is no size, and where an address is sent', () => {
    const byUrl = testModel({ references: [reference('first_frame', 1, true)] });
    expect(framingOf(everything, 'first_frame', framed('blur'), null)).toBeNull();
    expect(framingOf(byUrl, 'first_frame', framed('blur'), '1280x720')).toBeNull();
    expect(framingOf(testModel(), 'first_frame', framed('blur'), '1280x720')).toBeNull();
  });
});

test('what stays behind is named, and comes back with a model that takes it', () => {
  expect(leftBehind(testModel(), draft)).toEqual({
    wishes: ['fps', 'seed', 'negativePrompt', 'user', 'metadata', 'lastFrame', 'references'],
    options: ['style', 'steps'],
  });
  expect(leftBehind(everything, draft)).toEqual({ wishes: ['referencesOver'], options: ['steps'] });
});

test('the figure counts what is set and sent', () => {
  const bare = { ...draft, takes: 1, lastFrame: null, references: [], options: {} };
  expect(countMore(testModel(), bare)).toBe(0);
  expect(countMore(everything, bare)).toBe(5);
  expect(countMore(everything, draft)).toBe(7);
});

test.each([
  ['', true],
  [' {"a": 1} ', true],
  ['[]', false],
  ['7', false],
  ['{"a":', false],
])('metadata %j is sound: %s', (text, isSound) => {
  expect(faultOfMetadata(text) === null).toBe(isSound);
});

describe('what another model takes otherwise', () => {
  const option = (changes: object) => ({
    name: 'steps',
    type: 'integer' as const,
    choices: [],
    minimum: 1,
    maximum: 10,
    ...changes,
  });

  test('an option of the same name with other limits stays behind, and is named', () => {
    const other = testModel({ options: [option({})] });
    expect(toCreate(other, draft).options).toEqual({});
    expect(leftBehind(other, draft).options).toEqual(['style', 'steps']);
    expect(toCreate(testModel({ options: [option({ maximum: 50 })] }), draft).options).toEqual({
      steps: '20',
    });
  });

  test('a rate of frames and a number of takes become what it takes, and it is said', () => {
    const fps = { values: [24, 30], minimum: null, maximum: null, step: null };
    expect(narrowRest(testModel({ fps, maximum_takes: 2 }), draft)).toEqual({
      changes: { fps: 30, takes: 2 },
      narrowings: [
        { field: 'fps', from: '60', to: '30', because: 'model' },
        { field: 'takes', from: '3', to: '2', because: 'model' },
      ],
    });
    expect(narrowRest(testModel({ fps: anything }), draft)).toEqual({ changes: {}, narrowings: [] });
  });
});

test('a prompt goes out as it is meant, without the signs that keep it from being several', () => {
  const prompt = (text: string) => toCreate(everything, { ...draft, prompt: text }).prompt;
  expect(prompt(String.raw`a \{b|c}`)).toBe('a {b|c}');
  expect(prompt('{"a": "b|c"}')).toBe('{"a": "b|c"}');
});
