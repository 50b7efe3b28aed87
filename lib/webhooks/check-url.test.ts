import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFakeInternet } from '@/lib/providers/fake-internet';
import { hostileNames, otherUrls, privateUrls } from '@/lib/providers/hostile-urls';
import { checkUrl } from './check-url';
import { sendWebhook } from './send-webhook';

/** A receiver may listen at any port of a public host. */
const urls = [...privateUrls, ...otherUrls].filter((url) => !/8\.8\.8\.8:\d/.test(url));
let internet: ReturnType<typeof openFakeInternet>;
beforeEach(() => {
  internet = openFakeInternet({ names: { ...hostileNames, 'receiver.example': ['8.8.4.4'] } });
});
afterEach(() => internet.close());

describe('S1: a receiver at an address that nobody may look at', () => {
  test('is refused before anything is dialled, in all of at least 200 spellings', async () => {
    expect(new Set(urls).size).toBeGreaterThanOrEqual(200);
    for (const url of urls)
      await expect(checkUrl(url, []), url).rejects.toMatchObject({ code: 'invalid_request', param: 'url' });
    expect(internet.dials).toEqual([]);
    expect(await checkUrl('https://receiver.example:8443/hook#x', [])).toBe(
      'https://receiver.example:8443/hook',
    );
  });

  test('is not dialled even where it was let in', async () => {
    const message = { id: 'a', payload: '{}', secrets: [], at: Date.now() };
    const { signal } = new AbortController();
    for (const url of urls.filter((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? '')))
      expect(await sendWebhook({ ...message, url }, { privateOrigins: [], signal }), url).toMatchObject({
        status: null,
        trouble: expect.any(String),
      });
    expect(internet.dials).toEqual([]);
  });
});
