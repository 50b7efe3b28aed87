import { expect, test } from 'vitest';
import { presetOfHost, scorePresets } from './preset-evidence';

test.each([
  ['my-resource.openai.azure.com', 'azure'],
  ['my-resource.services.ai.azure.com', 'azure'],
  ['openrouter.ai', 'openrouter'],
  ['api.x.ai', 'xai'],
  ['api.xiexus.cn', 'relay-sora'],
  ['model-api.skyengine.com.cn', 'tokenops'],
  ['evil-openrouter.ai', null],
  ['openrouter.ai.evil.example', null],
  ['openai.azure.com', null],
  ['127.0.0.1', null],
])('the host %s speaks for %s', (host, preset) => {
  expect(presetOfHost(host)).toBe(preset);
});

test('where nothing is known every preset stays in its place, and one that nothing speaks of is no harm', () => {
  const seen = { host: 'x.example', models: null, retrieve: null, list: null, videoModels: null };
  const presets = [{ id: 'of-tomorrow' }, { id: 'openai' }];
  expect(scorePresets(presets, seen)).toEqual([
    { id: 'of-tomorrow', score: 0 },
    { id: 'openai', score: 0 },
  ]);
  expect(scorePresets(presets, { ...seen, host: 'api.openai.com' })[0]).toEqual({
    id: 'openai',
    score: 0.95,
  });
});
