import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** One import in one file, and a piece of the message that must refuse it; `null` where it is lawful. */
type Case = { file: string; from: string; refusal: string | null };

function casesOf(
  file: string,
  refusal: string,
  { refused, allowed }: Record<'refused' | 'allowed', string[]>,
): Case[] {
  return [
    ...refused.map((from) => ({ file, from, refusal })),
    ...allowed.map((from) => ({ file, from, refusal: null })),
  ];
}

const cases: Case[] = [
  ...casesOf('components/gallery/tile.tsx', 'Components are what is on the screen', {
    refused: [
      '@/lib/jobs/store',
      '@/lib/db/open',
      '@/lib/runtime',
      '@/app/page',
      'node:fs',
      'server-only',
      '../ui/button',
    ],
    allowed: [
      '@/components/ui/button',
      '@/lib/client/api',
      '@/lib/jobs/job',
      '@/lib/jobs/price',
      '@/lib/jobs/spending-wire',
      '@/lib/jobs/wire',
      '@/lib/errors',
      './row',
      'react',
    ],
  }),
  ...casesOf('lib/client/api.ts', 'lib/client is how the browser asks', {
    refused: ['@/lib/jobs/store', '@/lib/http', '@/components/ui/button', 'node:fs', '../errors'],
    allowed: ['@/lib/jobs/wire', '@/lib/errors', '@/lib/client/retry', './retry', 'zod/mini'],
  }),
  ...casesOf('lib/providers/dialects/openai.ts', 'lib/providers is a leaf', {
    refused: ['@/lib/storage/disk', '@/lib/media/work-on-image', '@/lib/jobs/job', '@/lib/env', '../dialect'],
    allowed: ['@/lib/providers/dialect', '@/lib/errors', '@/lib/log', '@/lib/run-child', 'undici'],
  }),
  ...casesOf('lib/media/work-on-image.ts', 'lib/media is a leaf', {
    refused: ['@/lib/providers/encode', '@/lib/db/open', '@/lib/jobs/job', '@/components/ui/button'],
    allowed: ['@/lib/media/image-header', './image-header', '@/lib/errors', '@/lib/run-child', 'sharp'],
  }),
  ...casesOf('lib/storage/disk.ts', 'lib/storage is a leaf', {
    refused: ['@/lib/db/open', '@/lib/media/work-on-image', '@/lib/jobs/store'],
    allowed: ['./driver', '@/lib/errors', 'node:fs'],
  }),
  ...casesOf('lib/db/migrations/0001-jobs.ts', 'lib/db is a leaf', {
    refused: ['@/lib/storage/driver', '@/lib/jobs/job', '../open'],
    allowed: ['@/lib/db/schema', '@/lib/errors', 'kysely'],
  }),
  ...casesOf('lib/access/tokens.ts', 'lib/access is who may come in', {
    refused: ['@/lib/jobs/store', '@/lib/providers/connector', '@/lib/http', '@/lib/runtime', '../grant'],
    allowed: ['@/lib/db/open', '@/lib/grant', '@/lib/errors', './access-store', 'rate-limiter-flexible'],
  }),
  ...casesOf('lib/poller/poller.ts', 'it is given a handler', {
    refused: ['@/lib/jobs/advance-job', '@/lib/db/open', '@/lib/runtime'],
    allowed: ['./schedule', '@/lib/log'],
  }),
  ...casesOf('lib/jobs/archive.ts', 'lib/jobs is what a job is', {
    refused: [
      '@/app/page',
      '@/components/ui/button',
      '@/lib/client/api',
      '@/lib/runtime',
      '@/lib/env',
      '@/lib/access/access',
      '@/lib/openapi/document',
      '@/lib/poller/poller',
      '@/lib/webhooks/webhooks',
    ],
    allowed: [
      '@/lib/providers/registry',
      '@/lib/webhooks/outbox',
      '@/lib/storage/driver',
      '@/lib/media/inspect-video',
      '@/lib/db/open',
      './job',
    ],
  }),
  ...casesOf('lib/openapi/document.ts', 'lib/openapi tells what is served', {
    refused: [
      '@/lib/db/open',
      '@/lib/http',
      '@/lib/runtime',
      '@/app/v1/videos/route',
      '@/lib/providers/dialect',
    ],
    allowed: [
      '@/lib/jobs/create-request',
      '@/lib/providers/wire',
      '@/lib/errors',
      '@/package.json',
      './words',
    ],
  }),
  ...['wire', 'price', 'request-wire', 'spending-wire'].flatMap((name) =>
    casesOf(`lib/jobs/${name}.ts`, 'are shared with the browser', {
      refused: ['./store', '@/lib/db/schema', 'node:crypto', 'server-only', 'kysely'],
      allowed: ['./job', '@/lib/errors', 'zod', 'zod/mini'],
    }),
  ),
  ...casesOf('lib/webhooks/deliver.ts', 'lib/webhooks is who is told', {
    refused: ['@/lib/jobs/store', '@/lib/poller/poller', '@/lib/runtime', '@/lib/http', '../errors'],
    allowed: ['@/lib/providers/connector', '@/lib/db/open', '@/lib/secret-box', './outbox', 'undici'],
  }),
  ...['access', 'providers', 'webhooks'].flatMap((folder) =>
    casesOf(`lib/${folder}/wire.ts`, 'wire.ts is shared with the browser', {
      refused: ['./outbox', '@/lib/db/schema', 'node:crypto', 'server-only', 'zod'],
      allowed: ['zod/mini', '@/lib/errors'],
    }),
  ),
  ...casesOf('lib/http.ts', 'A file at the root of lib', {
    refused: ['@/lib/jobs/store', '@/lib/db/open', '@/lib/runtime', '@/components/ui/button'],
    allowed: ['@/lib/errors', '@/lib/log'],
  }),
  ...casesOf('lib/runtime.ts', 'nothing is refused here', {
    refused: [],
    allowed: ['@/lib/db/open', '@/lib/providers/registry', '@/lib/poller/poller', '@/lib/env'],
  }),
  ...casesOf('app/videos/[id]/page.tsx', 'A page puts components at a URL', {
    refused: ['@/lib/runtime', '@/lib/jobs/store', '@/lib/db/open', '../page'],
    allowed: ['@/components/review/room', '@/lib/client/api', '@/lib/jobs/wire', 'next/navigation'],
  }),
  ...casesOf('app/v1/videos/route.ts', 'A route parses', {
    refused: [
      '@/lib/db/open',
      '@/lib/storage/disk',
      '@/lib/providers/registry',
      '@/components/ui/button',
      '../models/route',
    ],
    allowed: [
      '@/lib/http',
      '@/lib/runtime',
      '@/lib/jobs/create-job',
      '@/lib/webhooks/webhooks',
      '@/lib/errors',
    ],
  }),
  ...casesOf('app/docs/page.tsx', 'These two hand on the document', {
    refused: ['@/lib/jobs/store', '@/lib/runtime', '@/lib/openapi/operations', '@/components/review/room'],
    allowed: [
      '@/lib/openapi/document',
      '@/components/docs/docs-page',
      '@/app/language',
      '@/messages/en.json',
    ],
  }),
  ...casesOf('app/openapi.json/route.ts', 'These two hand on the document', {
    refused: ['@/lib/jobs/store', '@/lib/runtime'],
    allowed: ['@/lib/openapi/document', '@/lib/http', 'node:crypto'],
  }),
  ...casesOf('e2e/studio.spec.ts', 'e2e is a black box', {
    refused: ['@/lib/jobs/store', '@/components/ui/button'],
    allowed: ['./studio', '@playwright/test', 'node:fs'],
  }),
  ...casesOf('faults/stop-points.test.ts', 'faults is a black box', {
    refused: ['@/lib/jobs/store', '@/lib/runtime'],
    allowed: ['./studio-process', '@/lib/jobs/scenarios/open-scenario', 'vitest'],
  }),
  ...casesOf('scripts/start.mjs', 'scripts run before anything is installed', {
    refused: ['next', 'zod', '@/lib/errors'],
    allowed: ['node:fs', './toolchain.mjs'],
  }),
  ...casesOf('instrumentation.ts', 'across folders', {
    refused: ['../elsewhere'],
    allowed: ['@/lib/runtime'],
  }),
];

type Diagnostic = { category: string; message: string; location: { path: string; start: { line: number } } };

/** Message of the import rule by `file:line`. */
const refusals = new Map<string, string>();
const root = path.join(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'firstframe-import-law-'));
const linesByFile = Map.groupBy(cases, ({ file }) => file);

beforeAll(() => {
  cpSync(path.join(root, 'biome.jsonc'), path.join(folder, 'biome.jsonc'));
  for (const [file, imports] of linesByFile) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), imports.map(({ from }) => `import '${from}';\n`).join(''));
  }
  const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
  const flags = [
    'lint',
    '--vcs-enabled=false',
    '--only=style/noRestrictedImports',
    '--reporter=json',
    '--max-diagnostics=none',
  ];
  const { stdout } = spawnSync(process.execPath, [biome, ...flags], { cwd: folder, encoding: 'utf8' });
  const report: { diagnostics: Diagnostic[] } = JSON.parse(stdout);
  for (const { location, message } of report.diagnostics) {
    refusals.set(`${location.path}:${location.start.line}`, message);
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

describe.each([...linesByFile])('%s', (file, imports) => {
  test.each(imports)('$from', ({ from, refusal }) => {
    const line = imports.findIndex((candidate) => candidate.from === from) + 1;
    const message = refusals.get(`${file}:${line}`);
    if (refusal === null) expect(message).toBeUndefined();
    else expect(message).toContain(refusal);
  });
});
