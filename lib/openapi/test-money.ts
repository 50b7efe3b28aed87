import { expect } from 'vitest';
import type { Ask } from './test-ask';
import { json } from './test-json';

/** Sees to everything that is answered about prices, totals and the limit. */
export async function tryMoney(ask: Ask): Promise<void> {
  const model = { provider: 'openai', model: 'sora-2' };
  const price = json({ ...model, currency: 'USD', per_second: 0.2, per_second_by_size: { '1280x720': 0.3 } });
  await ask('PUT', '/api/prices', 200, price);
  await ask('PUT', '/api/prices', 400, json({ ...model, currency: 'USD' }));
  await ask(
    'PUT',
    '/api/prices',
    404,
    json({ provider: 'nobody', model: 'm', currency: 'USD', per_video: 1 }),
  );
  await ask('GET', '/api/prices', 200);
  await ask('GET', '/v1/models', 200);
  await ask('GET', '/api/spending?by=day,provider,model&zone=Asia/Shanghai', 200);
  await ask('GET', '/api/spending?by=week', 400);
  await ask('PUT', '/api/spending/limit', 200, json({ amount: 0, currency: 'USD' }));
  const refused = await ask('POST', '/v1/videos', 402, json({ prompt: 'x', model: 'sora-2', seconds: '4' }));
  expect((await refused.json()).error.code).toBe('daily_limit');
  expect(refused.headers.get('x-should-retry')).toBe('false');
  await ask('PUT', '/api/spending/limit', 400, json({}));
  await ask('GET', '/api/spending/limit', 200);
  await ask('DELETE', '/api/spending/limit', 200);
  await ask('DELETE', '/api/prices?provider=openai&model=sora-2', 200);
  await ask('DELETE', '/api/prices?provider=openai&model=sora-2', 404);
}
