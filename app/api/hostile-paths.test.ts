import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { askAtTheDoor } from '@/lib/grant';
import { createJob } from '@/lib/jobs/create-job';
import { hostilePieces, hostileSegments } from '@/lib/jobs/hostile-paths';
import { openTestContext, type TestContext } from '@/lib/jobs/test-context';
import { GET as reference } from './references/[file]/route';
import { POST as act } from './videos/[id]/[action]/route';
import { GET as candidates } from './videos/[id]/candidates/route';
import { GET as log } from './videos/[id]/log/route';

let context: TestContext;
let id = '';
vi.mock('@/lib/runtime', () => ({ getRuntime: () => ({ context }) }));

beforeAll(async () => {
  askAtTheDoor(async () => ({ scope: 'admin', via: 'machine', holder: 'test' }));
  context = await openTestContext(() => Response.json({ id: 'up_1' }));
  const [job] = await createJob(context, { prompt: 'a boat', model: 'm', takes: 1, references: [] });
  id = job?.id ?? '';
});

const ask = (method = 'GET') => new Request('http://127.0.0.1/', { method });

describe('S20: what stands in a path', () => {
  test('is looked for as an id and an action and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(hostileSegments(id), async (tried) => {
        const params = Promise.resolve({ id: tried });
        const answers = [
          await log(ask(), { params }),
          await candidates(ask(), { params }),
          await act(ask('POST'), { params: Promise.resolve({ id: tried, action: 'retry' }) }),
          await act(ask('POST'), { params: Promise.resolve({ id, action: tried }) }),
        ];
        for (const answer of answers) {
          expect(answer.status).toBe(404);
          expect((await answer.json()).error).toMatchObject({
            code: 'not_found',
            message: expect.any(String),
          });
        }
      }),
      { numRuns: 150 },
    );
    expect((await log(ask(), { params: Promise.resolve({ id }) })).status).toBe(200);
  });

  test('is looked for as the name of an image and nothing else', async () => {
    const hash = 'a'.repeat(64);
    const names = fc.oneof(
      hostileSegments(hash),
      hostilePieces.map((piece) => `${hash}${piece}.png`),
      hostilePieces.map((piece) => `${piece}${hash}.png`),
      hostilePieces.map((piece) => `${hash}.${piece}`),
    );
    await fc.assert(
      fc.asyncProperty(names, async (file) => {
        const answer = await reference(ask(), { params: Promise.resolve({ file }) });
        expect(answer.status).toBe(404);
      }),
      { numRuns: 300 },
    );
  });
});
