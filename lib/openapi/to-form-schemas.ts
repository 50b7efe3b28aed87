import 'server-only';
import type { FormBody } from './components';
import { type JsonSchema, toJsonSchemas } from './to-json-schema';

/** Lets fields be files; where a field is a list, several. */
function withFiles(schema: JsonSchema, { files, type }: FormBody): JsonSchema {
  // OpenAPI 3.1 says the media type, generators of code look for the format.
  const file: JsonSchema = { type: 'string', format: 'binary', contentMediaType: type };
  const properties = { ...schema.properties };
  const required = [...(schema.required ?? [])];
  for (const name of files) {
    const property = properties[name];
    const items = typeof property === 'object' ? property.items : undefined;
    if (property === undefined) required.push(name);
    if (typeof property !== 'object') properties[name] = file;
    else if (typeof items === 'object' && !Array.isArray(items))
      properties[name] = { ...property, items: { anyOf: [file, items] } };
    else properties[name] = { anyOf: [file, property] };
  }
  return { ...schema, properties, required };
}

/** JSON schemas of multipart bodies, by their names among the components of the document. */
export function toFormSchemas(forms: Record<string, FormBody>): Record<string, JsonSchema> {
  const named = Object.entries(forms);
  const schemas = named.map(([name, { schema }]) => toJsonSchemas({ [name]: schema }, 'text')[name] ?? {});
  return Object.fromEntries(
    named.map(([name, form], index) => [name, withFiles(schemas[index] ?? {}, form)]),
  );
}
