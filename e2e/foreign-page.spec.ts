import { openServer } from '@/lib/providers/contract/open-server';
import { rawRequest } from './raw-request';
import { expect, test } from './studio';

/** A web page of somebody else, on another port of this machine. */
async function openForeignSite(html: (target: string) => string, target: string) {
  const { origin, close } = await openServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(html(target));
  });
  return { url: `${origin.replace('127.0.0.1', 'localhost')}/`, close };
}

const attack = (target: string) => `<!doctype html><title>a page of somebody else</title>
<form id="form" method="post" enctype="multipart/form-data" action="${target}/v1/videos" target="sink">
  <input name="prompt" value="from a form"></form>
<form id="plain" method="post" enctype="text/plain" action="${target}/v1/videos" target="sink">
  <input name='{"prompt":"from plain text","x":"' value='"}'></form>
<iframe name="sink"></iframe>
<iframe sandbox="allow-scripts allow-forms" srcdoc="<script>
  const body = new FormData(); body.set('prompt', 'from a sandbox');
  fetch('${target}/v1/videos', { method: 'POST', body, mode: 'no-cors' }).catch(() => {});
</script>"></iframe>
<iframe id="frame" src="${target}/"></iframe>
<img src="${target}/api/export" alt=""><video src="${target}/v1/videos/none/content"></video>
<script>
  window.done = (async () => {
    const results = {};
    const attempt = async (name, work) => {
      results[name] = await work().then((answer) => answer.type + ' ' + answer.status, () => 'refused');
    };
    const form = new FormData();
    form.set('prompt', 'from fetch');
    await attempt('opaque create', () => fetch('${target}/v1/videos', { method: 'POST', body: form, mode: 'no-cors' }));
    await attempt('read', () => fetch('${target}/v1/videos'));
    await attempt('cors create', () => fetch('${target}/v1/videos', { method: 'POST', body: form }));
    await attempt('delete', () => fetch('${target}/v1/videos/none', { method: 'DELETE' }));
    await attempt('json', () => fetch('${target}/api/providers', {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"base_url":"https://evil.example"}' }));
    navigator.sendBeacon('${target}/v1/videos', form);
    document.getElementById('form').submit();
    document.getElementById('plain').submit();
    try { const opened = window.open('${target}/'); results.opened = opened && opened.document ? 'reached' : 'apart'; }
    catch { results.opened = 'apart'; }
    return results;
  })();
</script>`;

test('S7, S31: a page of somebody else can neither make, see nor frame anything here', async ({
  page,
  freshStudio,
}) => {
  const site = await openForeignSite(attack, freshStudio.url);
  try {
    await page.goto(site.url);
    const results = await page.evaluate(() => (window as unknown as { done: Promise<object> }).done);
    // An opaque answer tells a page nothing; what counts is that nothing was done, see below.
    expect(results).toMatchObject({
      read: 'refused',
      'cors create': 'refused',
      delete: 'refused',
      json: 'refused',
    });
    await page.waitForLoadState('networkidle');
    const framed = page.frames().filter((frame) => frame.url().startsWith(freshStudio.url));
    for (const frame of framed) await expect(frame.getByRole('textbox', { name: 'Prompt' })).toHaveCount(0);
    const { body } = await rawRequest(freshStudio.url, '/v1/videos');
    expect(JSON.parse(body).data).toEqual([]);
    const providers = JSON.parse((await rawRequest(freshStudio.url, '/api/providers')).body);
    expect(providers.data.map(({ id }: { id: string }) => id)).toEqual(['demo']);
  } finally {
    site.close();
  }
});

test('S32: an address that holds a prompt sends nothing', async ({ page, freshStudio }) => {
  const posts: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') posts.push(`${request.method()} ${request.url()}`);
  });
  await page.goto(`${freshStudio.url}/?prompt=A%20boat&model=demo&send=1&autosubmit=true#send`);
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(posts).toEqual([]);
});
