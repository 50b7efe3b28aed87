import 'server-only';
import type { Dialect, RequestField } from './dialect';

/** What is given for the fields that a dialect may ask for, sizes in every spelling. */
export type GivenFields = Partial<Record<RequestField, unknown>>;

type Field = Dialect['create']['fields'][number];

/** The usual names of ratios; sizes are rarely exact (`854x480`). */
const namedRatios = ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9', '9:21', '3:2', '2:3'] as const;

/** `16:9` for `1280x720`: the named ratio within a hundredth, else the reduced one. */
function ratioOf(width: number, height: number): string {
  const named = namedRatios.find((name) => {
    const [across = 1, down = 1] = name.split(':').map(Number);
    return Math.abs(width / height / (across / down) - 1) < 0.01;
  });
  if (named) return named;
  const divide = (one: number, other: number): number => (other === 0 ? one : divide(other, one % other));
  const divisor = divide(width, height);
  return `${width / divisor}:${height / divisor}`;
}

/** `1280x720` in the other ways to say it: two numbers, or a ratio and the length of the shorter side. */
export function spellSize(
  size: unknown,
): Pick<GivenFields, 'width' | 'height' | 'resolution' | 'aspectRatio'> {
  const [width, height] = String(size ?? '')
    .split('x')
    .map(Number);
  if (!width || !height) return {};
  const resolution = `${Math.min(width, height)}p`;
  return { width, height, resolution, aspectRatio: ratioOf(width, height) };
}

function coerce(value: unknown, as: Field['as']): unknown {
  switch (as) {
    case 'json':
      return value;
    case 'json_text':
      return JSON.stringify(value);
    case 'string':
      return String(value);
    case 'integer':
      return Math.round(Number(value));
    case 'number':
      return Number(value);
  }
}

/** The value of a field as the wire wants it, or `undefined` where there is nothing to send. */
export function encodeField(field: Field, given: GivenFields): unknown {
  const { from, as, suffix, separator, isUpperCase, omit } = field;
  let value = given[from];
  if (from === 'frames' && given.seconds !== undefined && given.fps !== undefined)
    value = Number(given.seconds) * Number(given.fps);
  // One job is one video: several takes are several requests, each for one.
  if (from === 'takes') value = 1;
  if (value === undefined) return undefined;
  if (separator !== undefined) value = String(value).replace('x', separator);
  if (isUpperCase) value = String(value).toUpperCase();
  const coerced = coerce(value, as);
  const isImplied = omit?.some((implied) => implied === coerced) ?? false;
  if (isImplied) return undefined;
  return suffix === undefined ? coerced : `${coerced}${suffix}`;
}

/** Whether a number had to lose its fraction. */
export function isRounded({ from, as }: Field, given: GivenFields): boolean {
  const value = given[from];
  return as === 'integer' && typeof value === 'number' && !Number.isInteger(value);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Writes a value at a dotted name, beside what is in the object already. */
export function setAt(body: Record<string, unknown>, name: string, value: unknown): void {
  const [outer = name, ...inner] = name.split('.');
  if (inner.length === 0) {
    body[outer] = value;
    return;
  }
  const existing = body[outer];
  const object = isObject(existing) ? { ...existing } : {};
  setAt(object, inner.join('.'), value);
  body[outer] = object;
}

/** Adds a value to the list at a dotted name. */
export function appendAt(body: Record<string, unknown>, name: string, value: unknown): void {
  const parts = name.split('.');
  const earlier = parts.reduce<unknown>(
    (object, part) => (isObject(object) ? object[part] : undefined),
    body,
  );
  setAt(body, name, [...(Array.isArray(earlier) ? earlier : []), value]);
}

/** A template with a text where it says so (`$image`); without a template, the text itself. */
export function fillTemplate(template: unknown, mark: string, text: string): unknown {
  if (template === undefined || template === mark) return text;
  if (Array.isArray(template)) return template.map((item) => fillTemplate(item, mark, text));
  if (!isObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => [key, fillTemplate(value, mark, text)]),
  );
}
