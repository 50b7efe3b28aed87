import { z } from 'zod';
import type { ReceivedBody, ReceivedPart } from './received';

/** What one part of a multipart body may hold. */
export type PartRule = (
  | { text: z.ZodType }
  /** A text part that holds JSON. */
  | { json: z.ZodType }
  /** A file with a name, and with one of these types. */
  | { file: readonly string[] }
) & {
  /** Whether it may come more than once. */
  repeats?: boolean;
};

export type MultipartRules = {
  parts: Record<string, PartRule | readonly PartRule[]>;
  required?: readonly string[];
  /** Of which only one may come. */
  exclusive?: readonly (readonly string[])[];
  /** What a server takes apart without a word, or refuses, and no list can say. */
  check?: (parts: readonly ReceivedPart[]) => string | null;
};

/** The bodies that a create takes. What is in none of the lists is refused. */
export type CreateRules = { multipart?: MultipartRules; json?: z.ZodType };

export type Fault = { field: string; message: string };

export const imageTypes = ['image/png', 'image/jpeg', 'image/webp'] as const;

/** Texts of parts. */
export const anyText: PartRule = { text: z.string().min(1) };
export const integerText: PartRule = { text: z.string().regex(/^-?\d+$/, 'must be an integer') };
export const numberText: PartRule = { text: z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a number') };
export const booleanText: PartRule = { text: z.enum(['true', 'false']) };
export const sizeText: PartRule = { text: z.string().regex(/^\d+x\d+$/, 'must be WIDTHxHEIGHT') };
export const objectText: PartRule = { json: z.record(z.string(), z.unknown()) };
export const imageFile: PartRule = { file: imageTypes };
export const videoFile: PartRule = { file: ['video/mp4', 'video/webm', 'video/quicktime'] };

/** Values in JSON. */
export const httpUrl = z.string().regex(/^https?:\/\/\S+$/);
export const dataUri = z.string().regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/);
export const bareBase64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);

const signatures: Record<string, RegExp> = {
  'image/png': /^89504e47/,
  'image/jpeg': /^ffd8ff/,
  'image/webp': /^52494646.{8}57454250/,
  'video/mp4': /^.{8}66747970/,
  'video/webm': /^1a45dfa3/,
  'video/quicktime': /^.{8}66747970/,
};

function messageOf(parsed: { error: z.ZodError }): string {
  return z.prettifyError(parsed.error);
}

/** Why a part is not what a rule says, or `null`. */
function checkPart(rule: PartRule, part: ReceivedPart): string | null {
  if ('file' in rule) {
    if (!('bytes' in part)) return 'expected a file, but got a string instead.';
    if (!part.filename) return 'expected a filename.';
    if (!rule.file.includes(part.type)) return `unsupported mimetype ('${part.type}').`;
    const head = part.bytes.subarray(0, 12).toString('hex');
    return signatures[part.type]?.test(head) ? null : `the bytes are no ${part.type}.`;
  }
  if ('bytes' in part) return 'expected a string, but got a file instead.';
  if ('text' in rule) {
    const parsed = rule.text.safeParse(part.value);
    return parsed.success ? null : messageOf(parsed);
  }
  try {
    const parsed = rule.json.safeParse(JSON.parse(part.value));
    return parsed.success ? null : messageOf(parsed);
  } catch {
    return 'expected JSON text.';
  }
}

function findPartFault(
  rules: MultipartRules,
  part: ReceivedPart,
  all: readonly ReceivedPart[],
): string | null {
  const found = Object.hasOwn(rules.parts, part.name) ? rules.parts[part.name] : undefined;
  if (!found) return 'unknown parameter.';
  const alternatives = Array.isArray(found) ? (found as readonly PartRule[]) : [found as PartRule];
  const faults = alternatives.map((rule) => checkPart(rule, part));
  const index = faults.indexOf(null);
  if (index < 0) return faults.join(' / ');
  const isRepeated = all.filter(({ name }) => name === part.name).length > 1;
  return isRepeated && !alternatives[index]?.repeats ? 'given more than once.' : null;
}

function findMultipartFault(rules: MultipartRules, parts: readonly ReceivedPart[]): Fault | null {
  for (const part of parts) {
    const message = findPartFault(rules, part, parts);
    if (message) return { field: part.name, message };
  }
  const names = new Set(parts.map(({ name }) => name));
  const missing = rules.required?.find((name) => !names.has(name));
  if (missing) return { field: missing, message: 'missing required parameter.' };
  const clash = rules.exclusive?.find((group) => group.filter((name) => names.has(name)).length > 1);
  if (clash) return { field: clash[0] ?? '', message: `only one of ${clash.join(', ')} may be given.` };
  const message = rules.check?.(parts);
  return message ? { field: '', message } : null;
}

/** The first fault that a server which takes its document at its word would find in a create, or `null`. */
export function findFault(rules: CreateRules, body: ReceivedBody): Fault | null {
  if (body.kind === 'broken') return { field: '', message: body.reason };
  if (body.kind === 'multipart' && rules.multipart) return findMultipartFault(rules.multipart, body.parts);
  if (body.kind !== 'json' || !rules.json)
    return { field: '', message: `no ${body.kind} body is taken here.` };
  const parsed = rules.json.safeParse(body.value);
  if (parsed.success) return null;
  const [issue] = parsed.error.issues;
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  return { field: [...(issue?.path ?? []), ...keys].join('.'), message: messageOf(parsed) };
}
