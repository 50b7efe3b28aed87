import 'server-only';
import type { JsonSchema } from './to-json-schema';

/** What stands inside a schema without being a property of it: the items of a list, each of several shapes. */
function innerSchemas({ items, anyOf = [], oneOf = [] }: JsonSchema): JsonSchema[] {
  const inner = [items, ...anyOf, ...oneOf].flat();
  return inner.filter((schema) => typeof schema === 'object' && schema !== null);
}

/** Every property of a schema that is written out in it (not referred to), with its path, such as `asked.size`. */
export function listProperties(schema: JsonSchema, prefix = ''): { path: string; schema: JsonSchema }[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    if (typeof property === 'boolean') return [];
    const path = `${prefix}${name}`;
    return [{ path, schema: property }, ...listProperties(property, `${path}.`)];
  });
  return [...own, ...innerSchemas(schema).flatMap((inner) => listProperties(inner, prefix))];
}

/** Writes words into a schema, by the path of what they are about; `''` is the schema itself. */
export function describe(schema: JsonSchema, words: Record<string, string>): JsonSchema {
  const described = structuredClone(schema);
  if (words['']) described.description = words[''];
  for (const { path, schema: property } of listProperties(described)) {
    const description = words[path];
    if (description) property.description = description;
  }
  return described;
}
