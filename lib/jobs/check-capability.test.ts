import { describe, expect, test } from 'vitest';
import type { Capability, RequestOption } from '@/lib/providers/dialect';
import { checkCapability } from './check-capability';

const options: RequestOption[] = [
  { name: 'steps', type: 'integer', minimum: 1, maximum: 200 },
  { name: 'mode', type: 'text', choices: ['std', 'pro'] },
];

function check(capability: Capability, asked: Partial<Parameters<typeof checkCapability>[2]>) {
  const model = { fields: [], references: [], options, capability, isKnown: true };
  checkCapability('motion-2', model, { references: [], ...asked });
}

const seedB: Capability = { sizes: ['720x1280', '1280x720'], seconds: { values: [4, 8, 12] } };

describe('checkCapability', () => {
  test('lets everything through where nothing is limited', () => {
    expect(() => check({}, { size: '17x3', seconds: 0.1, fps: 240 })).not.toThrow();
  });

  test('lets through what the model takes, and what is left to the provider', () => {
    expect(() => check(seedB, { size: '1280x720', seconds: 12 })).not.toThrow();
    expect(() => check(seedB, {})).not.toThrow();
  });

  test.each<[Parameters<typeof check>[1], Capability, string, RegExp]>([
    [{ size: '1x1' }, seedB, 'size', /must be 720x1280 or 1280x720, for the model motion-2/],
    [{ seconds: 5 }, seedB, 'seconds', /must be 4, 8 or 12/],
    [{ seconds: 16 }, { seconds: { minimum: 1, maximum: 15 } }, 'seconds', /between 1 and 15/],
    [{ seconds: 16 }, { seconds: { maximum: 15 } }, 'seconds', /must be at most 15, for/],
    [{ seconds: 2 }, { seconds: { minimum: 3 } }, 'seconds', /must be at least 3, for/],
    [{ seconds: 1.5 }, { seconds: { minimum: 1, step: 1 } }, 'seconds', /in steps of 1 from 1/],
    [{ fps: 60 }, { fps: { values: [24] } }, 'fps', /must be 24/],
    [{ options: { steps: '201' } }, {}, 'steps', /a whole number from 1 up to 200/],
    [{ options: { mode: 'fast' } }, {}, 'mode', /one of std, pro/],
  ])('refuses %j and says what would be right', (asked, capability, param, words) => {
    expect(() => check(capability, asked)).toThrow(
      expect.objectContaining({ code: 'invalid_request', param, message: expect.stringMatching(words) }),
    );
  });

  test('knows that one choice leaves fewer of another', () => {
    const capability: Capability = {
      ...seedB,
      conditions: [
        { when: { sizes: ['1280x720'] }, seconds: [8] },
        { when: { hasReference: true }, sizes: ['720x1280'] },
      ],
    };
    expect(() => check(capability, { size: '720x1280', seconds: 4 })).not.toThrow();
    expect(() => check(capability, { size: '1280x720', seconds: 4 })).toThrow(/seconds must be 8/);
    expect(() => check(capability, { size: '1280x720', seconds: 8, references: ['an image'] })).toThrow(
      /size must be 720x1280/,
    );
  });
});
