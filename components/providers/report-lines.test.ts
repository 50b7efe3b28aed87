import { describe, expect, test } from 'vitest';
import type { ConnectionReport } from '@/lib/providers/wire';
import en from '@/messages/en.json';
import { reportLines } from './report-lines';

const report: ConnectionReport = {
  object: 'connection_report',
  base_url: 'https://relay.example/v1',
  reachable: { ok: true, latency_ms: 84, message: null },
  key: { state: 'accepted', message: null },
  models: { ok: true, ids: ['a', 'b', 'c', 'd', 'e'], message: null },
  retrieve: { status: 404, shape: 'openai', message: null },
  list: 'supported',
  presets: [
    { id: 'tokenops', label: 'TokenOps', score: 0.92 },
    { id: 'xai', label: 'xAI', score: 0.92 },
    { id: 'openai', label: 'OpenAI format', score: 0.4 },
  ],
};

function find(changed: Partial<ConnectionReport>, id: string, chosen = 'tokenops') {
  return reportLines({ ...report, ...changed }, chosen).find((line) => line.id === id);
}

test('a provider with nothing wrong has six good lines', () => {
  const lines = reportLines(report, 'tokenops');
  expect(lines.map(({ id, tone }) => `${id} ${tone}`)).toEqual([
    'reachable good',
    'key good',
    'models good',
    'errors good',
    'list good',
    'preset good',
  ]);
});

test('of a server that does not answer nothing else is said', () => {
  const reachable = { ok: false, latency_ms: null, message: 'connection refused' };
  expect(reportLines({ ...report, reachable }, '')).toMatchObject([
    { id: 'reachable', tone: 'bad', word: 'unreachable', detail: 'connection refused' },
  ]);
});

test('a few models are named and the others counted', () => {
  expect(find({}, 'models')).toMatchObject({
    text: 'modelsMore',
    values: { count: 5, names: 'a, b, c', more: 2 },
  });
  expect(find({ models: { ok: true, ids: ['a'], message: null } }, 'models')).toMatchObject({
    text: 'models',
  });
  expect(find({ models: { ok: true, ids: [], message: null } }, 'models')).toMatchObject({
    text: 'modelsEmpty',
  });
});

test('a server that refuses the key is not said to list no models', () => {
  const models = { ok: false, ids: [], message: 'Incorrect API key' };
  expect(find({ models, key: { state: 'refused', message: null } }, 'models')).toBeUndefined();
  expect(find({ models }, 'models')).toMatchObject({ word: 'modelsNone' });
});

describe('the preset', () => {
  test.each([
    { chosen: 'tokenops', word: 'presetFits', better: null },
    // As good as the best.
    { chosen: 'xai', word: 'presetFits', better: null },
    { chosen: 'openai', word: 'presetBetter', better: 'tokenops' },
    { chosen: '', word: 'presetFound', better: 'tokenops' },
  ])('"$chosen" gives $word', ({ chosen, word, better }) => {
    expect(find({}, 'preset', chosen)).toMatchObject({ word, better });
  });

  test('is not spoken of where nothing was learned', () => {
    expect(find({ presets: [{ id: 'openai', label: 'OpenAI format', score: 0 }] }, 'preset')).toBeUndefined();
  });
});

test('every line that can be has its words', () => {
  const words = new Set(Object.keys(en.providers.report.words));
  const texts = new Set(Object.keys(en.providers.report.texts));
  const keys = ['accepted', 'refused', 'none', 'unknown'] as const;
  const shapes = ['openai', 'status', 'task', 'detail', 'text', 'html', 'none'] as const;
  const lists = ['supported', 'unsupported', 'unknown'] as const;
  const reports = [
    ...keys.map((state) => ({ ...report, key: { state, message: null } })),
    ...shapes.map((shape) => ({ ...report, retrieve: { status: 404, shape, message: null } })),
    ...lists.map((list) => ({ ...report, list })),
    ...[true, false].map((ok) => ({ ...report, models: { ok, ids: [], message: null } })),
    ...[true, false].map((ok) => ({ ...report, reachable: { ok, latency_ms: null, message: null } })),
  ];
  for (const each of reports) {
    for (const { word, text } of reportLines(each, 'openai')) {
      expect(words).toContain(word);
      expect(texts).toContain(text);
    }
  }
});
