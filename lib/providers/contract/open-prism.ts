import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createLogger } from '@stoplight/prism-core';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { createServer as createPrism } from '@stoplight/prism-http-server';

export type Prism = {
  /** Where a provider can be pointed at. */
  origin: string;
  /** What Prism found wrong with each request, in its own words; nothing for one that fits. */
  violations: string[][];
  /** The JSON texts of parts that were held back from Prism. */
  objects: string[];
  /** The document's schema of an answer, with its references resolved. */
  answerSchema: (status: number) => object;
  close: () => Promise<void>;
};

/** A multipart body without the part of one name, byte for byte, and that part's text. */
function withoutPart(raw: Buffer, boundary: string, name: string): { rest: Buffer; text: string | null } {
  const separator = `--${boundary}`;
  const pieces = raw.toString('latin1').split(separator);
  const index = pieces.findIndex((piece) =>
    piece.startsWith(`\r\nContent-Disposition: form-data; name="${name}"\r\n`),
  );
  const [piece] = index < 0 ? [] : pieces.splice(index, 1);
  const text =
    piece && Buffer.from(piece.slice(piece.indexOf('\r\n\r\n') + 4, -2), 'latin1').toString('utf8');
  return { rest: Buffer.from(pieces.join(separator), 'latin1'), text: text ?? null };
}

/**
 * Prism as a mock of a seed's document, with a door before it that takes out one part: Prism refuses the JSON text of an
 * object field, which is how every multipart body writes it. All other bytes go through as they came.
 */
export async function openPrism(document: string, objectPart?: string): Promise<Prism> {
  const file = path.join(import.meta.dirname, '../../../fixtures/openapi', document);
  const operations = await getHttpOperationsFromSpec(file);
  const prism = createPrism(operations, {
    components: { logger: createLogger('prism', { enabled: false }) },
    config: {
      mock: { dynamic: false },
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      isProxy: false,
      errors: false,
      upstreamProxy: undefined,
    },
    cors: false,
  });
  const target = await prism.listen(0, '127.0.0.1');
  const violations: string[][] = [];
  const objects: string[] = [];

  const door = createServer(async (request, response) => {
    const raw = Buffer.concat(await request.toArray());
    const type = request.headers['content-type'] ?? '';
    const boundary = /boundary=(\S+)$/.exec(type)?.[1] ?? '';
    const { rest, text } = objectPart ? withoutPart(raw, boundary, objectPart) : { rest: raw, text: null };
    if (text !== null) objects.push(text);
    const { authorization = '' } = request.headers;
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method,
      headers: { 'content-type': type, ...(authorization ? { authorization } : {}) },
      body: new Uint8Array(rest),
    });
    const found = JSON.parse(answer.headers.get('sl-violations') ?? '[]') as { message: string }[];
    violations.push(answer.status === 401 ? ['the key is missing'] : found.map(({ message }) => message));
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');

  return {
    origin: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    violations,
    objects,
    answerSchema(status) {
      const answer = operations[0]?.responses.find(({ code }) => code === String(status));
      const { $schema: _old, ...schema } = (answer?.contents?.[0]?.schema ?? {}) as Record<string, unknown>;
      return schema;
    },
    async close() {
      door.closeAllConnections();
      door.close();
      await Promise.all([once(door, 'close'), prism.close()]);
    },
  };
}
