import 'server-only';
import type { RequestOption } from './dialect';
import type { EncodingWarning } from './encode';
import { setAt } from './encode-field';

/** A caller's value as an option's type; `undefined` where it is none of that type. Texts are what a form sends. */
function coerceOption({ type, choices, minimum, maximum }: RequestOption, value: unknown): unknown {
  switch (type) {
    case 'text':
      return typeof value === 'string' && (!choices || choices.includes(value)) ? value : undefined;
    case 'boolean':
      if (value === true || value === 'true') return true;
      return value === false || value === 'false' ? false : undefined;
    case 'json':
      if (typeof value !== 'string') return value;
      try {
        return JSON.parse(value);
      } catch {
        return undefined;
      }
    default: {
      const isNumeric = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
      const number = isNumeric ? Number(value) : Number.NaN;
      const isRight = type === 'integer' ? Number.isInteger(number) : Number.isFinite(number);
      return isRight && number >= (minimum ?? number) && number <= (maximum ?? number) ? number : undefined;
    }
  }
}

/** What an option takes, in words for a person. */
function describe({ type, choices, minimum, maximum }: RequestOption): string {
  if (choices) return `one of ${choices.join(', ')}`;
  const kinds = {
    text: 'text',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    json: 'JSON',
  };
  const from = minimum === undefined ? '' : ` from ${minimum}`;
  const to = maximum === undefined ? '' : ` up to ${maximum}`;
  return `${kinds[type]}${from}${to}`;
}

/** What is wrong with a value for an option, or `null`. */
export function checkOption(option: RequestOption, value: unknown): string | null {
  return coerceOption(option, value) === undefined ? `must be ${describe(option)}` : null;
}

/** Writes the options that the model takes into a body; the others come back as warnings. */
export function encodeOptions(
  { label, options }: { label: string; options: readonly RequestOption[] },
  given: Record<string, unknown>,
  body: Record<string, unknown>,
): EncodingWarning[] {
  const warnings: EncodingWarning[] = [];
  for (const [name, value] of Object.entries(given)) {
    const option = options.find((candidate) => candidate.name === name);
    const coerced = option && coerceOption(option, value);
    if (option && coerced !== undefined) setAt(body, option.wireName ?? name, coerced);
    else {
      const reason = option ? `${name} ${checkOption(option, value)}` : `${label} takes no ${name}`;
      warnings.push({ field: name, message: `${reason}; it was left out.` });
    }
  }
  return warnings;
}
