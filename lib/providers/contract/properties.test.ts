import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifyPoll } from '@/lib/providers/classify-poll';
import { classifySubmit } from '@/lib/providers/classify-submit';
import { decodeJob } from '@/lib/providers/decode';
import { decodeError } from '@/lib/providers/decode-error';
import type { Dialect, Limits, RequestOption } from '@/lib/providers/dialect';
import { type EncodableRequest, type EncodedBody, encodeCreate } from '@/lib/providers/encode';
import { presets } from '@/lib/providers/presets';
import { resolveModel } from '@/lib/providers/resolve-model';
import { contracts } from './contracts';
import type { ReceivedBody } from './received';
import { makeImage, type TestImage } from './test-image';
import { findFault } from './wire-rules';

const rows = presets.map(({ dialect }) => [dialect.id, dialect] as const);

/** JSON in which the words that a dialect looks for turn up often, in the places where it looks. */
function answers({ read, statuses }: Dialect): fc.Arbitrary<unknown> {
  const keys = [
    ...new Set(
      Object.values(read)
        .flat()
        .flatMap((place) => {
          if (typeof place === 'string') return place;
          return 'paths' in place ? place.paths : place.path;
        })
        .flatMap((path) => path.split(/[.[\]]+/)),
    ),
  ];
  const leaf = fc.oneof(
    fc.constantFrom(
      ...Object.values(statuses).flat(),
      '',
      'https://a.test/1.mp4',
      'http://[',
      'data:,%',
      '\ud800',
      429,
      500,
      '{"error":1}',
      '45%',
    ),
    fc.jsonValue({ maxDepth: 1 }),
    fc.double(),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      leaf,
      fc.dictionary(fc.oneof(fc.constantFrom(...keys, 'code', 'msg', '__proto__'), fc.string()), tie('tree')),
      fc.array(tie('tree'), { maxLength: 3 }),
    ),
  }));
  return fc.oneof(tree, fc.jsonValue(), fc.constant(undefined));
}

describe.each(rows)('%s, whatever comes', (_id, dialect) => {
  test('a job is read without a throw, and what is read can be believed', () => {
    fc.assert(
      fc.property(answers(dialect), (answer) => {
        const job = decodeJob(dialect, answer);
        expect(job.progress === null || (job.progress >= 0 && job.progress <= 100)).toBe(true);
        expect(job.resultUrl === null || /^https?:\/\//i.test(job.resultUrl)).toBe(true);
        expect(job.expiresAt === null || job.expiresAt > 0).toBe(true);
        expect(() => encodeURIComponent(`${job.id}${job.resultUrl}${job.pollUrl}`)).not.toThrow();
        const isOver = ['failed', 'cancelled', 'expired'].includes(job.state);
        expect(job.error !== null).toBe(isOver);
      }),
      { numRuns: 400 },
    );
  });

  test('an error is read without a throw, and has words', () => {
    const text = fc.oneof(
      answers(dialect).map((answer) => JSON.stringify(answer) ?? ''),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), text, (status, body) => {
        expect(decodeError(status, body).message).toMatch(/\S/);
      }),
      { numRuns: 200 },
    );
  });

  const statuses = fc.oneof(fc.constantFrom(200, 202), fc.integer({ min: 200, max: 599 }));
  const isHollow = (status: number) => status === 204 || status === 205 || status === 304;
  const respond = (status: number, answer: unknown) =>
    new Response(isHollow(status) ? null : (JSON.stringify(answer) ?? ''), { status });

  test('a create is judged without a throw, and what is kept of its answer is little', async () => {
    await fc.assert(
      fc.asyncProperty(statuses, answers(dialect), async (status, answer) => {
        const outcome = await classifySubmit(dialect, respond(status, answer));
        if (outcome.outcome === 'accepted') expect(outcome.job.id).not.toBe('');
        if (outcome.outcome === 'accepted' || outcome.outcome === 'delivered') {
          expect(status).toBeLessThan(300);
          expect(JSON.stringify(outcome.operation).length).toBeLessThan(100_000);
        }
        // Where money may have been spent, nothing says that it was not.
        if (status >= 500 && status !== 501 && status !== 503) expect(outcome.outcome).toBe('unknown');
      }),
      { numRuns: 200 },
    );
  });

  test('a poll is judged without a throw, and no trouble on the way is taken for the end of a job', async () => {
    await fc.assert(
      fc.asyncProperty(statuses, answers(dialect), async (status, answer) => {
        const outcome = await classifyPoll(dialect, respond(status, answer), 'up_1');
        // Nothing that is made up here holds that id.
        if (status >= 300) expect(outcome.outcome).not.toBe('answered');
        if ([401, 402, 403, 408, 429].includes(status)) expect(outcome.outcome).toBe('trouble');
      }),
      { numRuns: 200 },
    );
  });

  test('a word that is not in its table leaves a job running', () => {
    const known = new Set(Object.values(dialect.statuses).flat());
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), (word) => {
        fc.pre(!known.has(word.trim().toLowerCase()));
        expect(decodeJob(dialect, { id: 'x', request_id: 'x', status: word })).toMatchObject({
          state: 'running',
          error: null,
        });
      }),
      { numRuns: 200 },
    );
  });
});

function within(
  { values, minimum = 1, maximum = 60, step = 1 }: Limits,
  fallback: number[],
): fc.Arbitrary<number> {
  if (values) return fc.constantFrom(...values);
  const steps = Math.floor((maximum - minimum) / step);
  return steps > 0
    ? fc.integer({ min: 0, max: steps }).map((count) => minimum + count * step)
    : fc.constantFrom(...fallback);
}

function optionValue({ type, choices, minimum, maximum }: RequestOption): fc.Arbitrary<unknown> {
  if (choices) return fc.constantFrom(...choices);
  const range = { min: minimum ?? 0, max: maximum ?? (minimum ?? 0) + 1 };
  switch (type) {
    case 'integer':
      return fc.integer(range);
    case 'number':
      return fc.double({ ...range, noNaN: true }).map((number) => Math.round(number * 1_000) / 1_000);
    case 'boolean':
      return fc.boolean();
    case 'json':
      return fc.dictionary(fc.string({ minLength: 1 }), fc.string());
    case 'text':
      return fc.string({ minLength: 1 });
  }
}

const words = fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' });
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

/** Requests that a form made from what the model can take could send. */
function requests(dialect: Dialect, model: string, pictures: TestImage[]): fc.Arbitrary<EncodableRequest> {
  const { capability, references, options } = resolveModel(dialect, model);
  const { sizes = ['1280x720', '720x1280', '854x480'], seconds = {}, fps = {} } = capability;
  const images = pictures.flatMap((picture) => {
    const field = references.find(({ role, types }) => role === picture.role && types.includes(picture.type));
    return field ? [picture] : [];
  });
  return fc
    .record({
      prompt: words,
      size: optional(fc.constantFrom(...sizes)),
      seconds: optional(within(seconds, [4, 5, 8])),
      fps: optional(within(fps, [24])),
      seed: optional(fc.integer({ min: 0, max: 2 ** 31 - 1 })),
      negativePrompt: optional(words),
      user: optional(words),
      metadata: optional(fc.dictionary(fc.constantFrom('style', 'mode', 'quality'), words)),
      options: fc.record(Object.fromEntries(options.map((option) => [option.name, optionValue(option)])), {
        requiredKeys: [],
      }),
      images: fc.subarray(images),
    })
    .map((request) => ({ ...request, model }))
    .filter(({ size, seconds: length, images: given }) =>
      (capability.conditions ?? []).every((condition) => {
        const { when } = condition;
        const isMet =
          (!when.sizes || (size !== undefined && when.sizes.includes(size))) &&
          (!when.seconds || (length !== undefined && when.seconds.includes(length))) &&
          (when.hasReference === undefined || when.hasReference === given.length > 0);
        if (!isMet) return true;
        const isSize = !condition.sizes || size === undefined || condition.sizes.includes(size);
        return isSize && (!condition.seconds || length === undefined || condition.seconds.includes(length));
      }),
    );
}

/** An encoded body as it would arrive. */
function toReceived(body: EncodedBody, bytes: Map<string, Buffer>): ReceivedBody {
  if (body.kind === 'json') return { kind: 'json', value: JSON.parse(JSON.stringify(body.value)) };
  if (body.kind === 'form') return { kind: 'broken', reason: 'A form of this kind is taken nowhere.' };
  const parts = body.parts.map(({ name, value }) =>
    typeof value === 'string'
      ? { name, value }
      : { name, filename: value.filename, type: value.type, bytes: bytes.get(value.path) ?? Buffer.alloc(0) },
  );
  return { kind: 'multipart', parts };
}

/** The models that a contract names, and one for each rule of the dialect. */
const modelsOf = (dialect: Dialect, named: string[]) => [
  ...named,
  ...dialect.modelRules.map(({ match }) => match.replaceAll('*', '-x')),
];

const encodings = contracts.flatMap(({ family, model, models = [] }) => {
  const dialect = presets.find((preset) => preset.dialect.id === family.preset)?.dialect;
  return dialect
    ? modelsOf(dialect, [model, ...models]).map((other) => [family.preset, other, dialect, family] as const)
    : [];
});

describe('whatever can be asked', () => {
  test.each(encodings)('%s takes for the model %s', async (_id, model, dialect, family) => {
    const pictures = await Promise.all([
      makeImage({ role: 'first_frame' }),
      makeImage({ role: 'first_frame', type: 'image/jpeg', url: 'https://a.test/1.jpg' }),
      makeImage({ role: 'last_frame', type: 'image/webp' }),
      makeImage({ role: 'last_frame', url: 'https://a.test/2.png' }),
      makeImage({ role: 'reference' }),
      makeImage({ role: 'reference', url: 'https://a.test/3.png' }),
    ]);
    const bytes = new Map(pictures.map((picture) => [picture.path, picture.bytes]));
    await fc.assert(
      fc.asyncProperty(requests(dialect, model, pictures), async (request) => {
        const { body, warnings } = await encodeCreate(dialect, request);
        expect(findFault(family.create.rules, toReceived(body, bytes))).toBeNull();
        // An option that was made to fit is never left out.
        for (const name of Object.keys(request.options ?? {}))
          expect(warnings.map(({ field }) => field)).not.toContain(name);
      }),
      { numRuns: 100 },
    );
  });

  test.each(rows)('%s throws at nothing', async (_id, dialect) => {
    const picture = await makeImage({ role: 'first_frame' });
    const anything = fc.record(
      {
        model: fc.string(),
        prompt: fc.string({ unit: 'binary' }),
        negativePrompt: fc.string(),
        size: fc.oneof(fc.string(), fc.constantFrom('0x0', '1x1', '1280x720', '16384x1')),
        seconds: fc.oneof(fc.double(), fc.integer()),
        fps: fc.double(),
        seed: fc.integer(),
        user: fc.string(),
        metadata: fc.dictionary(fc.string(), fc.jsonValue()),
        options: fc.dictionary(fc.string(), fc.jsonValue()),
        images: fc.array(fc.constant(picture), { maxLength: 2 }),
      },
      { requiredKeys: ['images'] },
    );
    await fc.assert(
      fc.asyncProperty(anything, async (request) => {
        const { body } = await encodeCreate(dialect, request);
        expect(body.kind).toMatch(/^(json|multipart|form)$/);
      }),
      { numRuns: 150 },
    );
  });
});
