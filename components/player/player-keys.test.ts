import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moveOf } from './player-keys';

const free = { isStopHeld: false, hasSingleKeys: true };
const press = (key: string, repeat = false) => ({ key, repeat });

describe('the keys of the player', () => {
  test('mean what they mean in an editing suite, with capitals locked too', () => {
    expect(['j', 'K', 'l', 'I', 'o', ',', '.', ' '].map((key) => moveOf(press(key), free))).toEqual([
      'shuttleBack',
      'stop',
      'shuttleOn',
      'markFirst',
      'markLast',
      'back',
      'on',
      'toggle',
    ]);
  });

  test('J and L are single frames while K is held', () => {
    const held = { ...free, isStopHeld: true };
    expect(moveOf(press('j'), held)).toBe('back');
    expect(moveOf(press('l', true), held)).toBe('on');
  });

  test('are repeated for steps alone', () => {
    expect(moveOf(press('.', true), free)).toBe('on');
    fc.assert(
      fc.property(fc.constantFrom(' ', 'j', 'k', 'l', 'i', 'o', 'x', 'r', 'm', 'f', 'c'), (key) => {
        expect(moveOf(press(key, true), free)).toBeNull();
      }),
    );
  });

  test('are none where single keys are switched off, but for the space bar', () => {
    const off = { ...free, hasSingleKeys: false };
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 3 }), (key) => {
        expect(moveOf(press(key), off)).toBe(key === ' ' ? 'toggle' : null);
      }),
    );
  });
});
