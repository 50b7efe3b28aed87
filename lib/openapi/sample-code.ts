import 'server-only';
import type { Operation } from './operation';

export type CodeSample = { lang: 'Shell' | 'JavaScript'; label: 'curl' | 'openai'; source: string };

/** Where a studio listens that was told nothing else. */
const origin = 'http://127.0.0.1:3000';

/** A word of a POSIX shell. */
const quote = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The fields of a form; one of an object is named as OpenAI's SDKs do, `video[id]`. */
function formFields(example: Record<string, unknown>): [string, unknown][] {
  return Object.entries(example).flatMap(([name, value]): [string, unknown][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([key, inner]) => [`${name}[${key}]`, inner])
      : [[name, value]],
  );
}

function curlBody({ body, example = {} }: Operation): string[] {
  if (body?.form) return formFields(example).map(([name, value]) => `-F ${quote(`${name}=${value}`)}`);
  if (body?.json)
    return [`-H ${quote('Content-Type: application/json')}`, `-d ${quote(JSON.stringify(example))}`];
  return body?.bytes ? [`-H ${quote(`Content-Type: ${body.bytes}`)}`, `--data-binary @library.zip`] : [];
}

function toCurl(operation: Operation): string {
  const { method, path, scope, answers } = operation;
  const first = Object.values(answers)[0]?.content;
  const isBytes = typeof first === 'object' && !first.types.includes('application/json');
  const parts = [
    ...(method === 'get' || method === 'post'
      ? []
      : [method === 'head' ? '-I' : `-X ${method.toUpperCase()}`]),
    ...(method === 'post' && !operation.body ? ['-X POST'] : []),
    ...(scope === 'open' ? [] : ['-H "Authorization: Bearer $FIRSTFRAME_TOKEN"']),
    ...curlBody(operation),
    ...(isBytes ? ['-OJ'] : []),
  ];
  const url = `${origin}${path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => `$${name.toUpperCase()}`)}`;
  return [`curl ${url.includes('$') ? `"${url}"` : url}`, ...parts].join(' \\\n  ');
}

/** What the samples for OpenAI's SDK begin with. */
export const setUpSample: CodeSample = {
  lang: 'JavaScript',
  label: 'openai',
  source: `import fs from 'node:fs';
import OpenAI from 'openai';

const client = new OpenAI({
  baseURL: '${origin}/v1',
  apiKey: process.env.FIRSTFRAME_TOKEN ?? 'any word',
});`,
};

/** How to send an operation: with curl, and where OpenAI's SDK has a call for it, with that. */
export function sampleCode(operation: Operation): CodeSample[] {
  const { sdk } = operation;
  return [
    { lang: 'Shell', label: 'curl', source: toCurl(operation) },
    ...(sdk ? [{ lang: 'JavaScript' as const, label: 'openai' as const, source: sdk }] : []),
  ];
}
