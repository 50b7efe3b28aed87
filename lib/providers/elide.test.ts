import { describe, expect, test } from 'vitest';
import { redactFromLog } from '@/lib/log';
import { elide } from './elide';

const base64 = (length: number) => 'iVBORw0KGgo+/'.repeat(Math.ceil(length / 13)).slice(0, length);

describe('elide', () => {
  test('names Base64 by its length, wherever it stands, and keeps all else', () => {
    const text = JSON.stringify({
      prompt: '海边 a boat',
      image: `data:image/png;base64,${base64(200_000)}`,
      n: 1,
    });
    expect(elide(text, 4_000)).toEqual({
      text: '{"prompt":"海边 a boat","image":"data:image/png;base64,<200000 characters of Base64>","n":1}',
      isCut: false,
    });
    const escaped = JSON.stringify({ b64_json: base64(30_000) }).replaceAll('/', '\\/');
    expect(elide(escaped, 4_000).text).toMatch(/^\{"b64_json":"<\d+ characters of Base64>"\}$/);
  });

  test('leaves an id and a signed address alone', () => {
    const text = `{"id":"video_${base64(300)}","url":"https://cdn.example/x.mp4?sig=${base64(600)}"}`;
    expect(elide(text, 4_000)).toEqual({ text, isCut: false });
  });

  test('cuts what is too long, and no key in two', () => {
    redactFromLog('sk-canary-of-elide');
    for (let before = 0; before < 40; before += 1) {
      const text = ` ${'.'.repeat(4_000 - before)}sk-canary-of-elide`;
      const { text: kept } = elide(text.repeat(4), 4_000);
      expect(kept.length).toBeLessThanOrEqual(4_000);
      expect(kept).not.toContain('sk-canary');
    }
    // Where so many keys are covered that the end of what was looked at comes near.
    const keys = elide('sk-canary-of-elide '.repeat(10_000), 4_000);
    expect(keys.text.replaceAll('[redacted] ', '')).not.toContain('sk-');
    expect(keys.isCut).toBe(true);
  });

  test('does not look at the rest of what is endless', () => {
    const startedAt = performance.now();
    elide('word '.repeat(20_000_000), 4_000);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
