import { type ApiSchema, componentName } from './document';

/** A piece of a type in words: a text, or the name of an object that the page shows elsewhere. */
export type TypePart = { text: string; component?: true };

const isSchema = (schema: unknown): schema is ApiSchema => typeof schema === 'object' && schema !== null;

function limits({ minimum, maximum, exclusiveMinimum, minLength, maxLength }: ApiSchema): string {
  const least = minimum ?? minLength;
  const most = maximum ?? maxLength;
  if (typeof exclusiveMinimum === 'number')
    return ` > ${exclusiveMinimum}${most === undefined ? '' : `, ≤ ${most}`}`;
  if (least !== undefined && most !== undefined) return ` ${least}…${most}`;
  if (least !== undefined) return ` ≥ ${least}`;
  return most === undefined ? '' : ` ≤ ${most}`;
}

function describeAll(schemas: readonly (ApiSchema | boolean)[]): TypePart[] {
  const described = schemas.filter(isSchema).map(describeType);
  // The same twice says nothing: `string | string`.
  const unlike = described.filter(
    (parts, index) =>
      described.findIndex((other) => JSON.stringify(other) === JSON.stringify(parts)) === index,
  );
  return unlike.flatMap((parts, index) => (index === 0 ? parts : [{ text: ' | ' }, ...parts]));
}

/** What a value is where it is not given. */
function defaultOf({ default: value }: ApiSchema): string {
  return value === undefined ? '' : ` = ${JSON.stringify(value)}`;
}

/** What a value may be, in a notation that needs no language: `integer 1…10 = 1`, `"asc" | "desc"`, `Video[]`. */
export function describeType(schema: ApiSchema): TypePart[] {
  if (schema.$ref) return [{ text: componentName(schema.$ref), component: true }];
  if (schema.const !== undefined) return [{ text: JSON.stringify(schema.const) }];
  if (schema.enum) {
    const values = schema.enum.map((value) => JSON.stringify(value)).join(' | ');
    return [{ text: `${values}${defaultOf(schema)}` }];
  }
  const shapes = schema.anyOf ?? schema.oneOf;
  if (shapes) return describeAll(shapes);
  if (schema.type === 'array') {
    const items = isSchema(schema.items) ? describeType(schema.items) : [{ text: 'any' }];
    return items.length > 1 ? [{ text: '(' }, ...items, { text: ')[]' }] : [...items, { text: '[]' }];
  }
  if (schema.format === 'binary') return [{ text: 'file' }];
  if (schema.type === undefined) return [{ text: 'any' }];
  return [{ text: `${[schema.type].flat().join(' | ')}${limits(schema)}${defaultOf(schema)}` }];
}

export type Field = {
  name: string;
  schema: ApiSchema;
  isRequired: boolean;
  /** Said beside the type. */
  note?: string;
};

/** The fields of an object, of the objects in a list, or of whichever of several it is; each name once. */
export function fieldsOf(schema: ApiSchema): Field[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    isSchema(property)
      ? [{ name, schema: property, isRequired: schema.required?.includes(name) ?? false }]
      : [],
  );
  const inner = [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(isSchema);
  const all = [...own, ...inner.flatMap(fieldsOf)];
  return all.filter(({ name }, index) => all.findIndex((field) => field.name === name) === index);
}
