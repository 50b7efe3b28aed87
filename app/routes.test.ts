import { describe, expect, test } from 'vitest';

type Handler = (request: Request, context: unknown) => Promise<Response>;
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const modules = import.meta.glob<Record<string, unknown>>('./{v1,api}/**/route.ts', { eager: true });
const routes = Object.entries(modules).map(
  ([file, route]) => [file.slice(1, -'/route.ts'.length), route] as const,
);

async function ask(route: Record<string, unknown>, method: string): Promise<Response> {
  const request = new Request('http://127.0.0.1:3000/v1/somewhere', { method });
  return (route[method] as Handler)(request, { params: Promise.resolve({ path: [] }) });
}

describe.each(routes)('%s', (address, route) => {
  const isRest = address.endsWith('[[...path]]');

  test('answers every method', () => {
    expect([...methods, 'OPTIONS'].filter((method) => typeof route[method] !== 'function')).toEqual([]);
  });

  test(
    isRest ? 'refuses all in JSON' : 'refuses what it does not take in JSON, and says what it takes',
    async () => {
      // Those that share one handler are the refused ones, whatever the route does itself.
      const refused = methods.filter((method) =>
        methods.some((other) => other !== method && route[other] === route[method]),
      );
      const alone = methods.filter((method) => !refused.includes(method));
      if (isRest) expect(alone).toEqual([]);
      const options = await ask(route, 'OPTIONS');
      expect(options.status).toBe(isRest ? 404 : 204);
      for (const method of refused) {
        const answer = await ask(route, method);
        expect(answer.headers.get('content-type')).toContain('application/json');
        const { error } = await answer.json();
        if (isRest) {
          expect([answer.status, error.code]).toEqual([404, 'not_found']);
          continue;
        }
        expect([answer.status, error.code]).toEqual([405, 'method_not_allowed']);
        const allowed = answer.headers.get('allow')?.split(', ') ?? [];
        expect(allowed.filter((one) => one !== 'HEAD')).toEqual(alone);
        expect(allowed.includes('HEAD')).toBe(alone.includes('GET'));
        expect(answer.headers.get('x-should-retry')).toBe('false');
        expect(options.headers.get('allow')).toBe(answer.headers.get('allow'));
      }
    },
  );
});
