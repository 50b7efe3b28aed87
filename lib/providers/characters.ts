import 'server-only';
import { StudioError } from '@/lib/errors';
import { decodeError } from './decode-error';
import type { Dialect } from './dialect';
import { fillPath } from './encode';
import type { FilePart } from './encode-image';
import { readPath } from './json-path';
import { parseJson, readId, readTime } from './read-value';
import { readText, type Upstream, UpstreamError, type UpstreamRequest } from './upstream';

/** A character as its provider knows it. `createdAt` is Unix milliseconds. */
export type Character = { id: string; name: string | null; createdAt: number | null };

type Connection = { upstream: Upstream; baseUrl: string };
type Endpoints = NonNullable<Dialect['characters']>;

const retrieveDeadlineMs = 30_000;

function requireCall({ characters, label }: Dialect): Endpoints {
  if (!characters) throw new StudioError('unsupported', `${label} has no characters.`);
  return characters;
}

async function ask(upstream: Upstream, request: UpstreamRequest): Promise<{ status: number; text: string }> {
  try {
    const response = await upstream.send(request);
    return { status: response.status, text: await readText(response) };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const isUnsure = request.isPaid && error.wasSent;
    const words = isUnsure ? `${error.message} The provider may have made it all the same.` : error.message;
    throw new StudioError('network', words, { cause: error });
  }
}

function readCharacter(status: number, text: string): Character {
  const answer = parseJson(text);
  const id = readId(readPath(answer, 'id'));
  if (status < 200 || status >= 300 || id === null) {
    const { code, message, param, body } = decodeError(status, text);
    throw new StudioError(code, message, { param: param ?? undefined, body: body ?? undefined });
  }
  const name = readPath(answer, 'name');
  return {
    id,
    name: typeof name === 'string' ? name : null,
    createdAt: readTime(readPath(answer, 'created_at')),
  };
}

/**
 * Makes a character of a video. It is sent once and never again by itself.
 * @throws StudioError where it was not made, or nobody knows
 */
export async function createCharacter(
  dialect: Dialect,
  { upstream, baseUrl }: Connection,
  name: string,
  video: FilePart,
): Promise<Character> {
  const { method, path } = requireCall(dialect).create;
  const parts = [
    { name: 'name', value: name },
    { name: 'video', value: video },
  ];
  const { status, text } = await ask(upstream, {
    method,
    url: `${baseUrl}${path}`,
    body: { kind: 'multipart', parts },
    deadlineMs: dialect.create.deadlineMs,
    isPaid: true,
  });
  return readCharacter(status, text);
}

/**
 * A character by its provider's id; `null` where the provider does not know it.
 * @throws StudioError where it cannot be asked
 */
export async function findCharacter(
  dialect: Dialect,
  { upstream, baseUrl }: Connection,
  id: string,
): Promise<Character | null> {
  const { method, path } = requireCall(dialect).retrieve;
  const url = `${baseUrl}${fillPath(path, id)}`;
  const { status, text } = await ask(upstream, { method, url, deadlineMs: retrieveDeadlineMs });
  return status === 404 || status === 410 ? null : readCharacter(status, text);
}
