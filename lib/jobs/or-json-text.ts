import { parseJson } from '@/lib/parse-json';

/** An object, or its JSON as text, as a form has it. What is no JSON is refused as what it is, a text. */
export function orJsonText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value.trim() === '') return undefined;
  try {
    return parseJson(value);
  } catch {
    return value;
  }
}
