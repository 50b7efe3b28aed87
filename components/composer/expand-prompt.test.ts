import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countPrompts, escapePrompt, expandPrompt } from './expand-prompt';

const plain = fc.string({ unit: fc.constantFrom('a', 'b', ' ', ',', '海', '\n') });
const group = fc.array(plain, { minLength: 2, maxLength: 4 });
const spell = (parts: (string | string[])[]) =>
  parts.map((part) => (typeof part === 'string' ? part : `{${part.join('|')}}`)).join('');
/** Texts that hold every sign that means something, in any order. */
const wild = fc.string({ unit: fc.constantFrom('{', '|', '}', '\\', 'a', ' ', '"', ':', '[', ']') });

describe('a prompt with alternatives', () => {
  test.each([
    ['a boat', ['a boat']],
    ['a boat at {dawn|dusk}', ['a boat at dawn', 'a boat at dusk']],
    ['{a|b} {1|2}', ['a 1', 'a 2', 'b 1', 'b 2']],
    ['{|very }cold', ['cold', 'very cold']],
    ['{slot} and {a|b}', ['{slot} and a', '{slot} and b']],
    ['{outer {a|b}|c}', ['{outer a|c}', '{outer b|c}']],
    [String.raw`\{a|b}`, ['{a|b}']],
    [String.raw`a \| b \} c`, [String.raw`a \| b \} c`]],
    [String.raw`{a|\{b}`, ['a', '{b']],
    [String.raw`{a\|b|c\}}`, ['a|b', 'c}']],
    ['a|b', ['a|b']],
    ['{a|b', ['{a|b']],
    ['a}', ['a}']],
    [String.raw`C:\new \\ x`, [String.raw`C:\new \\ x`]],
    ['{"scene": "dawn|dusk"}', ['{"scene": "dawn|dusk"}']],
    [' [{"a": "x|y"}]', [' [{"a": "x|y"}]']],
    ['', ['']],
  ])('%s', (text, prompts) => {
    expect(expandPrompt(text)).toEqual(prompts);
    expect(countPrompts(text)).toBe(prompts.length);
  });

  test('is as many prompts as the product of its groups, in the order of an odometer, without braces', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(plain, group), { maxLength: 6 }), (parts) => {
        const text = spell(parts);
        const prompts = expandPrompt(text);
        const product = parts.reduce((all, part) => all * (typeof part === 'string' ? 1 : part.length), 1);
        expect(countPrompts(text)).toBe(product);
        expect(prompts).toHaveLength(product);
        expect(prompts.join('')).not.toMatch(/[{|}]/);
        // The place of each prompt says which alternatives it took, the last group's first.
        for (const [place, prompt] of prompts.entries()) {
          let rest = place;
          const chosen = [...parts].reverse().map((part) => {
            if (typeof part === 'string') return part;
            const words = part[rest % part.length] ?? '';
            rest = Math.floor(rest / part.length);
            return words;
          });
          expect(prompt).toBe(chosen.reverse().join(''));
        }
      }),
    );
  });

  test('has its slots filled, each value letter for letter', () => {
    const values = { place: '{a|b}', animal: 'fox' };
    expect(expandPrompt('{animal} at {dawn|dusk}, {place}', values)).toEqual([
      'fox at dawn, {a|b}',
      'fox at dusk, {a|b}',
    ]);
    expect(expandPrompt('{a|b} {place}')).toEqual(['a {place}', 'b {place}']);
  });

  test('is counted without being made, however many prompts it stands for', () => {
    expect(countPrompts('{a|b}'.repeat(40))).toBe(2 ** 40);
    expect(countPrompts('{|}'.repeat(10_000))).toBe(Number.POSITIVE_INFINITY);
  });

  test('stands for any text whatever, once that is escaped', () => {
    fc.assert(
      fc.property(wild, (prompt) => {
        expect(expandPrompt(escapePrompt(prompt))).toEqual([prompt]);
        expect(prompt.includes('{') || escapePrompt(prompt) === prompt).toBe(true);
      }),
    );
    expect(escapePrompt('{slot} of a|b')).toBe('{slot} of a|b');
  });

  test('is read in time that grows with its length alone', () => {
    const began = performance.now();
    for (const text of ['{'.repeat(32_000), '{a|'.repeat(10_000), String.raw`{\|`.repeat(10_000)])
      expect(countPrompts(text)).toBe(1);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
