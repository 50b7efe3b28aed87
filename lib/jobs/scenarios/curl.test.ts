import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { readLog } from '@/lib/jobs/job-log';
import { presentLog } from '@/lib/jobs/present-log';
import { parseMultipart } from '@/lib/providers/contract/received';
import type { Dialect } from '@/lib/providers/dialect';
import { openaiDialect } from '@/lib/providers/dialects/openai';
import { xaiDialect } from '@/lib/providers/dialects/xai';
import { closeScenarios, json, openScenario, type Seen } from './open-scenario';

/** The commands of the log, run: what a server gets by them is what it got from the studio. */

const run = promisify(execFile);
const hasCurl = await run('curl', ['--version']).then(
  () => true,
  () => false,
);
afterAll(closeScenarios);

/** What a body says, whatever its boundary is. */
async function essence({ method, url, headers, raw }: Seen) {
  const { authorization, accept, 'content-type': type = '' } = headers;
  const body = type.startsWith('multipart/')
    ? (await parseMultipart(type, raw)).map((part) => ('bytes' in part ? { ...part, bytes: 'image' } : part))
    : String(raw);
  return { method, url, authorization, accept, body };
}

test.skipIf(!hasCurl).each<[name: string, dialect: Dialect, model: string]>([
  ['multipart with a file', openaiDialect, 'sora-2'],
  ['JSON with a data URI', xaiDialect, 'grok-imagine-video'],
])('%s', async (_name, dialect, model) => {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
  const picture = sharp({ create: { width: 640, height: 360, channels: 3, background: '#335', noise } });
  const image = await picture.png().toBuffer();
  const text = `data:image/png;base64,${image.toString('base64')}`;
  const references = [{ role: 'first_frame' as const, param: 'input_reference', text }];
  const prompt = `@it's <a> "$(boat)" \`;type=x\n—夜\\n`;
  const scenario = await openScenario({
    dialect,
    create: [json({ id: 'up_1', request_id: 'up_1' })],
    request: { prompt, model, references },
  });
  const job = await scenario.create();
  const { data } = presentLog(job, await readLog(scenario.context.database, job.id));
  const [create] = data.flatMap(({ entry }) => (entry.kind === 'exchange' ? [entry] : []));

  const folder = await mkdtemp(path.join(tmpdir(), 'firstframe-curl-'));
  // The very image that was sent, which is not always the one that was given.
  const [sent] = scenario.posts();
  const parts = sent?.headers['content-type']?.startsWith('multipart/')
    ? await parseMultipart(sent.headers['content-type'], sent.raw)
    : [];
  const file = parts.flatMap((part) => ('bytes' in part ? [part] : []))[0];
  const inBody = /data:image\/png;base64,([^"]+)/.exec(String(sent?.raw))?.[1] ?? '';
  const name = file?.filename ?? 'first_frame.png';
  await writeFile(path.join(folder, name), file?.bytes ?? Buffer.from(inBody, 'base64'));

  const env = { ...process.env, API_KEY: 'sk-canary-key' };
  await run('/bin/sh', ['-c', `${create?.curl} --silent --show-error`], { cwd: folder, env });
  const [first, second, ...others] = scenario.posts();
  if (!first || !second) throw new Error('The command sent nothing.');
  expect(others).toEqual([]);
  expect(await essence(second)).toEqual(await essence(first));
  expect(JSON.stringify(await essence(second))).toContain('boat');
});
