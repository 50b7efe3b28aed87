import { expect, test } from 'vitest';
import { listScripts } from './first-load.mjs';

test('takes every script of the page once, and none for browsers without modules', () => {
  const html = `
    <link rel="preload" as="script" href="/_next/static/a.js"/>
    <script src="/_next/static/a.js?dpl=1" async=""></script>
    <script async="" src="/_next/static/b.js"></script>
    <script src="/_next/static/a.js"></script>
    <script src="/_next/static/old.js" noModule=""></script>
    <script>self.inline = 'src="/not.js"'</script>`;
  expect(listScripts(html)).toEqual(['/_next/static/a.js', '/_next/static/b.js']);
});
