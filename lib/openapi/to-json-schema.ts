import 'server-only';
import { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Where a value comes from: an answer, a JSON body, or a form or parameter, where everything is text. */
export type Side = 'answer' | 'json' | 'text';

/** Marks a number that is also taken as text, until it is known where it stands. */
const coerced = 'x-coerced';
const numericText = { type: 'string', pattern: String.raw`^-?\d+(\.\d+)?$` } as const;

/**
 * Zod gives the bounds of every whole number as those of a double, which say nothing.
 * A bound that an inner schema set is not to be lost to one of those either.
 */
function withoutSafeBounds(schema: JsonSchema): JsonSchema {
  const { minimum, maximum, ...rest } = schema;
  return {
    ...rest,
    ...(minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? {} : { minimum }),
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }),
  };
}

const isNumeric = ({ type }: JsonSchema) => type === 'number' || type === 'integer';

/**
 * What zod says of the way in of a pipe is its first part alone. A number that is only checked further has to hold as a
 * whole.
 */
function describePipe(schema: z.core.$ZodType, jsonSchema: JsonSchema): void {
  const { def } = schema._zod;
  if (def.type === 'number' && 'coerce' in def && def.coerce) Object.assign(jsonSchema, { [coerced]: true });
  if (!(schema instanceof z.core.$ZodPipe)) return;
  const { out } = schema._zod.def;
  if (out._zod.def.type === 'transform' || !isNumeric(jsonSchema)) return;
  const { $schema: _dialect, ...further } = z.toJSONSchema(out, { io: 'input' }) as JsonSchema;
  if (isNumeric(further)) Object.assign(jsonSchema, withoutSafeBounds(further));
}

/** The last touch on every node: what zod writes for other readers goes, and numbers are told as their place wants. */
function finish(node: unknown, side: Side): unknown {
  if (Array.isArray(node)) return node.map((item) => finish(item, side));
  if (typeof node !== 'object' || node === null) return node;
  const { $schema: _dialect, $id: _id, [coerced]: isCoerced, ...rest } = node as JsonSchema;
  const entries = Object.entries(withoutSafeBounds(rest)).map(([key, value]) => [key, finish(value, side)]);
  const schema: JsonSchema = Object.fromEntries(entries);
  // Left of the text that a number was read from.
  if (isNumeric(schema)) delete schema.pattern;
  return isCoerced && side === 'json' ? { anyOf: [schema, numericText] } : schema;
}

/**
 * JSON schemas of a set of zod schemas, by name. Where one holds another of the set it refers to it.
 * @param schemas each by its name among the components of the document
 */
export function toJsonSchemas(
  schemas: Record<string, z.core.$ZodType>,
  side: Side,
): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const { schemas: made } = z.toJSONSchema(registry, {
    io: side === 'answer' ? 'output' : 'input',
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ zodSchema, jsonSchema }) => describePipe(zodSchema, jsonSchema),
  });
  return Object.fromEntries(
    Object.entries(made).map(([name, schema]) => [name, finish(schema, side) as JsonSchema]),
  );
}

/** The JSON schema of one zod schema as a parameter: what stands in a query or a path is text. */
export function toParameterSchema(schema: z.core.$ZodType): JsonSchema {
  return toJsonSchemas({ schema }, 'text').schema ?? {};
}
