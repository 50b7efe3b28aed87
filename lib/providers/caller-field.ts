import 'server-only';
import type { ErrorCode } from '@/lib/errors';
import type { ProviderFault } from './decode-error';
import type { Dialect, ReferenceField, RequestField } from './dialect';
import { resolveModel } from './resolve-model';

/** Our fields as callers of the API name them. */
const callerNames: Record<RequestField, string> = {
  model: 'model',
  prompt: 'prompt',
  negativePrompt: 'negative_prompt',
  size: 'size',
  width: 'size',
  height: 'size',
  resolution: 'size',
  aspectRatio: 'size',
  seconds: 'seconds',
  frames: 'seconds',
  fps: 'fps',
  seed: 'seed',
  takes: 'n',
  user: 'user',
  metadata: 'metadata',
};

const imageNames: Record<ReferenceField['role'], string> = {
  first_frame: 'input_reference',
  last_frame: 'last_frame',
  reference: 'reference_images',
};

/** Other spellings that servers fall back to, whatever the dialect calls a field. */
const otherNames: Record<string, string> = {
  ...callerNames,
  ...Object.fromEntries(Object.values(callerNames).map((name) => [name, name])),
  ...Object.fromEntries(Object.values(imageNames).map((name) => [name, name])),
  duration: 'seconds',
  aspect_ratio: 'size',
  frame_rate: 'fps',
  image: 'input_reference',
};

/** A job, as far as its fields can be told apart by it. */
type Asked = { model: string; request: { references: readonly Pick<ReferenceField, 'role'>[] } };

/** `frame_images[0].image_url` as its names, and the number at the first of them. */
function readPath(param: string): { names: string[]; index: number } {
  const index = Number(/\[(\d+)\]/.exec(param)?.[1] ?? 0);
  const names = param
    .replace(/\[\d+\]/g, '')
    .split(/[.[\]]+/)
    .filter((name) => name !== '' && !/^(\$|body|\d+)$/.test(name));
  return { names, index };
}

/** Every name that a field of this model has on the wire, with ours for it. */
function openNames(dialect: Dialect, { model, request }: Asked) {
  const { fields, references, options } = resolveModel(dialect, model);
  const names = new Map<string, string>();
  for (const { from, name } of fields) names.set(name.toLowerCase(), callerNames[from]);
  for (const { name, wireName } of options) {
    names.set(name, name);
    if (wireName) names.set(wireName.toLowerCase(), name);
  }
  const given = references.filter(({ role }) => request.references.some((image) => image.role === role));
  const images = given.length > 0 ? given : references;
  for (const { name, role } of references.toReversed()) names.set(name.toLowerCase(), imageNames[role]);

  function find(name: string, index: number): string | null {
    // Two roles may share a name, and are then told apart by their place.
    const same = images.filter((reference) => reference.name.toLowerCase() === name);
    const image = same[Math.min(index, same.length - 1)];
    if (image) return imageNames[image.role];
    return names.get(name) ?? null;
  }
  return find;
}

/** The caller's name of a field that a provider has spelled in its own way, or `null` where nobody knows it. */
function lookUp(dialect: Dialect, asked: Asked, param: string): string | null {
  const find = openNames(dialect, asked);
  const { names, index } = readPath(param.toLowerCase());
  const spelled = names.flatMap((_, start) =>
    names.slice(start).map((_name, end) => names.slice(start, names.length - end).join('.')),
  );
  for (const name of spelled) {
    const found = find(name, index);
    if (found) return found;
  }
  const known = spelled.find((name) => Object.hasOwn(otherNames, name));
  return known === undefined ? null : (otherNames[known] ?? null);
}

/**
 * A field's name as callers write it, for one as a provider writes it: `seconds` for `body.duration`, `input_reference` for
 * `frame_images[0].image_url.url`. What nobody knows comes back as it is.
 */
export function toCallerField(dialect: Dialect, asked: Asked, param: string): string {
  return lookUp(dialect, asked, param) ?? param;
}

/** Refusals that are about what was asked; an empty account may be explained with any words. */
const aboutTheRequest = new Set<ErrorCode>([
  'provider_rejected',
  'provider_too_large',
  'provider_not_found',
  'moderation_blocked',
]);

/** Of a long message only the beginning is its own; what follows may repeat the prompt. */
const longestLooked = 300;

/** The field that a message names, where it names exactly one. */
function readMessage(dialect: Dialect, asked: Asked, message: string): string | null {
  const text = message.slice(0, longestLooked);
  const find = (pattern: RegExp) => {
    const found = [...text.matchAll(pattern)].map(([, one, other]) =>
      lookUp(dialect, asked, one ?? other ?? ''),
    );
    return new Set(found.filter((field) => field !== null));
  };
  // Quoted, or before a colon at the beginning, it is meant as a name; else it may be a mere word.
  const named = find(/["'`]([a-z_][\w.[\]]*)["'`]|(?<=^\W*)([a-z_][\w.[\]]*):/gi);
  if (named.size > 0) return named.size === 1 ? ([...named][0] ?? null) : null;
  const words = find(/(?<![\w.])([a-z_][\w.[\]]{2,})/gi);
  // Whatever is wrong, it is wrong for this model.
  if (words.size > 1) words.delete('model');
  return words.size === 1 ? ([...words][0] ?? null) : null;
}

/** The caller's field that a provider's refusal is about, or `null` where that is not sure. */
export function fieldOfFault(
  dialect: Dialect,
  asked: Asked,
  { code, param, message }: Pick<ProviderFault, 'code' | 'param' | 'message'>,
): string | null {
  if (param !== null) return toCallerField(dialect, asked, param);
  return aboutTheRequest.has(code) ? readMessage(dialect, asked, message) : null;
}
