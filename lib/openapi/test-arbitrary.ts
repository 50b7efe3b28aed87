import fc from 'fast-check';
import { openapiDocument } from './document';
import type { JsonSchema } from './to-json-schema';

/** Longer texts say nothing more about a handler, and take their time. */
const longestText = 80;

function textOf({ pattern, minLength = 0, maxLength = longestText }: JsonSchema): fc.Arbitrary<unknown> {
  if (pattern) return fc.stringMatching(new RegExp(pattern), { maxLength: longestText });
  return fc.string({ minLength, maxLength: Math.min(maxLength, longestText), unit: 'binary' });
}

function numberOf({ type, minimum, maximum, ...rest }: JsonSchema): fc.Arbitrary<unknown> {
  const exclusiveMinimum = typeof rest.exclusiveMinimum === 'number' ? rest.exclusiveMinimum : undefined;
  const bound = 1e6;
  if (type === 'integer')
    return fc.integer({
      min: minimum ?? (exclusiveMinimum === undefined ? -bound : exclusiveMinimum + 1),
      max: Math.min(maximum ?? bound, 2 ** 31 - 1),
    });
  return fc.double({
    min: minimum ?? exclusiveMinimum ?? -bound,
    max: maximum ?? bound,
    minExcluded: exclusiveMinimum !== undefined,
    noNaN: true,
  });
}

/** Values that mean something to the studio, by the name of their field; taken more often than those that merely fit. */
export type Known = Record<string, readonly unknown[]>;

function objectOf(schema: JsonSchema, known: Known): fc.Arbitrary<object> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const model = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => {
      const fitting = arbitraryOf(property as JsonSchema, known);
      const meant = known[name];
      return [name, meant ? fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...meant) }, fitting) : fitting];
    }),
  );
  // A few fields at a time: of twenty, one is always refused.
  const names = Object.keys(model);
  const named = fc.subarray(names, { maxLength: Math.min(3, names.length) }).chain((chosen) => {
    const picked = names.filter((name) => chosen.includes(name) || required.includes(name));
    return fc.record(Object.fromEntries(picked.map((name) => [name, model[name] ?? fc.anything()])));
  });
  if (additionalProperties === false) return named;
  const others = fc.dictionary(fc.string({ maxLength: 12 }), fc.jsonValue(), { maxKeys: 1 });
  return fc.tuple(others, named).map(([other, own]) => ({ ...other, ...own }));
}

/** Values that fit a schema of the document. */
export function arbitraryOf(schema: JsonSchema, known: Known = {}): fc.Arbitrary<unknown> {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return arbitraryOf(openapiDocument.components.schemas[name] ?? {}, known);
  }
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  const shapes = schema.anyOf ?? schema.oneOf;
  if (shapes) return fc.oneof(...shapes.map((shape) => arbitraryOf(shape as JsonSchema, known)));
  switch (schema.type) {
    case 'string':
      return textOf(schema);
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(arbitraryOf((schema.items ?? {}) as JsonSchema, known), {
        minLength: schema.minItems ?? 0,
        maxLength: (schema.minItems ?? 0) + 2,
      });
    case 'object':
      return objectOf(schema, known);
    default:
      return fc.jsonValue();
  }
}
