import { afterAll, beforeAll, expect, test } from 'vitest';
import { covers, type Scope, scopes } from '@/lib/grant';
import type { Operation } from './operation';
import { operations } from './operations';
import { findFaults } from './test-answers';
import { openTestServer, type TestServer } from './test-server';

let server: TestServer;
const tokens = new Map<Scope, string>();

beforeAll(async () => {
  server = await openTestServer(() => async () => Response.json({ data: [] }), 'the-token-of-this-studio');
  for (const scope of scopes)
    tokens.set(scope, (await server.tokens.create({ name: `for ${scope}`, scope })).token);
});

afterAll(() => server.close());

async function ask({ method, path }: Operation, token: string | null) {
  const address = path.replaceAll(/\{\w+\}/g, 'nobody');
  const headers: HeadersInit = token === null ? {} : { authorization: `Bearer ${token}` };
  const { operation, response } = await server.ask(method.toUpperCase(), address, { headers });
  const { status } = response;
  return { status, faults: await findFaults(operation, response) };
}

const guarded = operations.filter(({ scope }) => scope !== 'open');

test.each(guarded.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
  '%s: nobody without a token, and no token of a lesser scope',
  async (_name, operation) => {
    expect(await ask(operation, null)).toEqual({ status: 401, faults: [] });
    for (const scope of scopes) {
      const { status, faults } = await ask(operation, tokens.get(scope) ?? null);
      expect(faults).toEqual([]);
      expect([scope, status === 403]).toEqual([
        scope,
        operation.scope !== 'open' && !covers(scope, operation.scope),
      ]);
    }
  },
);
