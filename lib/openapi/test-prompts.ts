import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import type { Ask } from './test-ask';
import { json } from './test-json';

/** Sees to everything that is answered about prompts. Returns the id of one that is saved. */
export async function tryPrompts(ask: Ask): Promise<string> {
  const { data } = await (await ask('GET', '/api/prompts?q=boat&limit=1', 200)).json();
  expect(data).toMatchObject([{ prompt: 'A boat', uses: 2 }]);
  await ask('GET', '/api/prompts?limit=0', 400);
  const settings = { kind: 'settings', name: 'Drafts', body: { seconds: 4, options: { style: 'film' } } };
  await ask('POST', '/api/saved', 200, json(settings));
  const prompt = { kind: 'prompt', name: 'Boat', body: { prompt: 'A boat' } };
  const { id } = await (await ask('POST', '/api/saved', 200, json(prompt))).json();
  await ask('GET', '/api/saved', 200);
  await ask('GET', '/api/saved?kind=song', 400);
  await ask('PATCH', `/api/saved/${id}`, 200, json({ name: 'Boats' }));

  const chat = createServer((_request, response) => {
    response.writeHead(200).end('{"choices":[{"message":{"content":"A better boat"}}]}');
  });
  await once(chat.listen(0, '127.0.0.1'), 'listening');
  const origin = `http://127.0.0.1:${(chat.address() as AddressInfo).port}`;
  await ask('POST', '/api/prompt-improvements', 501, json({ prompt: 'A boat' }));
  const endpoint = json({ base_url: origin, api_key: 'sk-canary-improver', model: 'chat' });
  await ask('PUT', '/api/prompt-improver', 200, endpoint);
  expect(await (await ask('GET', '/api/prompt-improver', 200)).text()).not.toContain('canary');
  const improved = await ask('POST', '/api/prompt-improvements', 200, json({ prompt: 'A boat' }));
  expect(await improved.json()).toMatchObject({ prompt: 'A better boat' });
  chat.closeAllConnections();
  await new Promise((resolve) => chat.close(resolve));
  await ask('POST', '/api/prompt-improvements', 502, json({ prompt: 'A boat' }));
  await ask('DELETE', '/api/prompt-improver', 200);
  return id;
}
