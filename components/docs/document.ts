import type en from '@/messages/en.json';

/** What the page reads of an OpenAPI document; the one of `lib/openapi` is more. */
export type ApiDocument = {
  info: { version: string; 'x-codeSamples': readonly ApiSample[] };
  tags: readonly { name: string; description: string }[];
  paths: Record<string, Record<string, ApiOperation>>;
  components: { schemas: Record<string, ApiSchema>; responses: Record<string, ApiAnswer> };
};

export type ApiSample = { label: string; source: string };

export type ApiOperation = {
  operationId: string;
  tags: readonly string[];
  summary: string;
  description?: string;
  'x-scope': string;
  parameters: readonly ApiParameter[];
  requestBody?: { content: Record<string, { schema: ApiSchema }> };
  responses: Record<string, ApiAnswer>;
  'x-codeSamples': readonly ApiSample[];
};

export type ApiParameter = {
  name: string;
  in: string;
  required?: boolean;
  description: string;
  schema: ApiSchema;
};

export type ApiAnswer = {
  $ref?: string;
  description?: string;
  content?: Record<string, { schema?: ApiSchema }>;
};

/** The keywords of JSON Schema that the document uses. */
export type ApiSchema = {
  $ref?: string;
  type?: string | readonly string[];
  description?: string;
  enum?: readonly unknown[];
  const?: unknown;
  format?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number | boolean;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  default?: unknown;
  properties?: Record<string, ApiSchema | boolean>;
  required?: readonly string[];
  items?: ApiSchema | boolean | readonly (ApiSchema | boolean)[];
  anyOf?: readonly (ApiSchema | boolean)[];
  oneOf?: readonly (ApiSchema | boolean)[];
};

/** The page's own words. */
export type DocsWords = (typeof en)['docs'];

/** One operation with its place in the document. */
export type PlacedOperation = ApiOperation & { method: string; path: string };

/** All operations, in the order of the document. */
export function listOperations({ paths }: Pick<ApiDocument, 'paths'>): PlacedOperation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
  );
}

/** The name of the component that a reference leads to. */
export function componentName(reference: string): string {
  return reference.split('/').at(-1) ?? '';
}
