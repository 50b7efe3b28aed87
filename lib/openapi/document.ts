import 'server-only';
import { version } from '@/package.json';
import { answerSchemas, formSchemas, requestSchemas } from './components';
import { describe } from './describe';
import { describeErrors, errorResponses } from './describe-errors';
import { answerHeaders, headerReferences, requestHeaders } from './headers';
import { type Answer, groups, type Operation } from './operation';
import { operations } from './operations';
import { parameterWords } from './parameter-words';
import { sampleCode, setUpSample } from './sample-code';
import { toFormSchemas } from './to-form-schemas';
import { type JsonSchema, toJsonSchemas, toParameterSchema } from './to-json-schema';
import { words } from './words';

const jsonOf = (name: string) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
});

/** Each member of an object with its key, or nothing where there is no member. */
const unlessEmpty = <Key extends string, Part extends object>(key: Key, part: Part) =>
  Object.keys(part).length > 0 ? { [key]: part } : {};

function listParameters({ path, parameters = {}, query, headers = [] }: Operation) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: parameterWords[name] ?? '',
    schema: parameters[name] ? toParameterSchema(parameters[name]) : { type: 'string' },
  }));
  const { properties = {}, required = [] } = query ? toParameterSchema(query) : {};
  const inQuery = Object.entries(properties).flatMap(([name, schema]) => {
    const description = parameterWords[name] ?? '';
    return typeof schema === 'boolean'
      ? []
      : [{ name, in: 'query', required: required.includes(name), description, schema }];
  });
  const inHeader = headers.map((name) => ({ name, in: 'header', ...requestHeaders[name] }));
  return [...inPath, ...inQuery, ...inHeader];
}

function describeBody({ body, example }: Operation) {
  if (!body) return {};
  const media = (name: string) => ({
    schema: { $ref: `#/components/schemas/${name}` },
    ...(example ? { example } : {}),
  });
  const content = {
    ...(body.form ? { 'multipart/form-data': media(body.form) } : {}),
    ...(body.json ? { 'application/json': media(body.json) } : {}),
    ...(body.bytes ? { [body.bytes]: { schema: { type: 'string', format: 'binary' } } } : {}),
  };
  return { requestBody: { required: true, content } };
}

function describeAnswer({ description, content, headers = [] }: Answer) {
  const media =
    typeof content === 'string'
      ? jsonOf(content)
      : Object.fromEntries((content?.types ?? []).map((type) => [type, {}]));
  return {
    description,
    ...unlessEmpty('headers', headerReferences(headers)),
    ...unlessEmpty('content', media),
  };
}

function describeOperation(operation: Operation) {
  const { operationId, group, summary, description, scope, answers } = operation;
  const good = Object.entries(answers).map(([status, answer]) => [status, describeAnswer(answer)]);
  return {
    operationId,
    tags: [group],
    summary,
    ...(description ? { description } : {}),
    ...(scope === 'open' ? { security: [] } : {}),
    'x-scope': scope,
    parameters: listParameters(operation),
    ...describeBody(operation),
    responses: { ...describeErrors(operation), ...Object.fromEntries(good) },
    'x-codeSamples': sampleCode(operation),
  };
}

function describePaths() {
  const byPath = Map.groupBy(operations, ({ path }) => path);
  return Object.fromEntries(
    [...byPath].map(([path, ofPath]) => [
      path,
      Object.fromEntries(ofPath.map((operation) => [operation.method, describeOperation(operation)])),
    ]),
  );
}

function describeSchemas(): Record<string, JsonSchema> {
  const schemas = {
    ...toJsonSchemas(answerSchemas, 'answer'),
    ...toJsonSchemas(requestSchemas, 'json'),
    ...toFormSchemas(formSchemas),
  };
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, describe(schema, words[name] ?? {})]),
  );
}

/**
 * The studio's API as an OpenAPI 3.1 document, made of the table of operations and of the very schemas that check
 * requests and make answers.
 */
export const openapiDocument = {
  openapi: '3.1.1',
  info: {
    title: 'Firstframe',
    version,
    summary: 'A self-hosted studio for video-generation APIs.',
    description:
      'OpenAI’s Videos API, with additions: `firstframe` in a Video, filters in the list, and what is under `/api`. ' +
      'A request that is refused is answered with an `Error`, always; methods that a path does not have with 405.',
    'x-codeSamples': [setUpSample],
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  security: [{ bearer: [] }, { session: [] }],
  tags: groups.map(({ name, description }) => ({ name, description })),
  paths: describePaths(),
  components: {
    schemas: describeSchemas(),
    responses: errorResponses,
    headers: answerHeaders,
    securitySchemes: {
      bearer: {
        type: 'http',
        scheme: 'bearer',
        description:
          'An access token. Needed only where the studio was given one; any word will do elsewhere. `x-scope` says what a token has to allow.',
      },
      session: {
        type: 'apiKey',
        in: 'cookie',
        name: 'firstframe-session',
        description: 'What a browser has after the login page; over TLS its name begins with `__Host-`.',
      },
    },
  },
};
