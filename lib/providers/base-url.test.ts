import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findBaseUrlFault, normaliseBaseUrl } from './base-url';

describe('normaliseBaseUrl', () => {
  test.each([
    ['https://x.example', 'https://x.example/v1'],
    ['https://x.example/', 'https://x.example/v1'],
    ['  https://x.example/v1\n', 'https://x.example/v1'],
    ['https://x.example/v1///', 'https://x.example/v1'],
    ['https://x.example/v1/videos', 'https://x.example/v1'],
    ['https://x.example/v1/videos/', 'https://x.example/v1'],
    ['https://x.example/v1/videos/generations', 'https://x.example/v1'],
    ['https://x.example/v1/chat/completions', 'https://x.example/v1'],
    ['https://x.example/api/v1/videos/models', 'https://x.example/api/v1'],
    ['https://x.example/videos', 'https://x.example/v1'],
    ['https://x.example/proxy', 'https://x.example/proxy'],
    ['https://x.example/myvideos', 'https://x.example/myvideos'],
    ['HTTPS://X.Example:443/v1?key=1#top', 'https://x.example/v1'],
    ['http://127.0.0.1:8000', 'http://127.0.0.1:8000/v1'],
    ['http://[::1]:8000/v1', 'http://[::1]:8000/v1'],
  ])('%j is %j', (pasted, expected) => {
    expect(normaliseBaseUrl(pasted)).toBe(expected);
  });

  test('puts the dialect’s own path behind a host', () => {
    expect(normaliseBaseUrl('https://res.example/', '/openai/v1')).toBe('https://res.example/openai/v1');
    expect(normaliseBaseUrl('https://res.example', '')).toBe('https://res.example');
  });

  const segment = fc.constantFrom(
    'v1',
    'videos',
    'models',
    'chat',
    'completions',
    'generations',
    'video',
    'a',
  );
  const path = fc.array(segment, { maxLength: 5 }).map((parts) => parts.map((part) => `/${part}`).join(''));

  test('changes nothing the second time, keeps the origin, and ends in no slash', () => {
    fc.assert(
      fc.property(fc.webUrl(), path, path, fc.nat(3), (url, behind, basePath, slashes) => {
        const { origin } = new URL(url);
        const once = normaliseBaseUrl(`${origin}${behind}${'/'.repeat(slashes)}`, basePath);
        expect(normaliseBaseUrl(once, basePath)).toBe(once);
        expect(new URL(once).origin).toBe(origin);
        expect(once).not.toMatch(/\/$/);
      }),
    );
  });

  test('is the same with and without an endpoint behind it', () => {
    fc.assert(
      fc.property(path, fc.constantFrom('/videos', '/models', '/videos/generations'), (base, tail) => {
        const url = `https://x.example${base}`;
        expect(normaliseBaseUrl(`${url}${tail}`)).toBe(normaliseBaseUrl(url));
      }),
    );
  });
});

test.each([
  ['https://x.example/v1', null],
  ['http://127.0.0.1:8000', null],
  ['x.example', 'must be an http or https URL'],
  ['', 'must be an http or https URL'],
  ['ftp://x.example', 'must be an http or https URL'],
  ['file:///etc/passwd', 'must be an http or https URL'],
  ['javascript:alert(1)', 'must be an http or https URL'],
  ['https://user:secret@x.example', 'must not hold a user name or a password'],
  ['https://token@x.example', 'must not hold a user name or a password'],
])('%j: %j', (pasted, fault) => {
  expect(findBaseUrlFault(pasted)).toBe(fault);
});
