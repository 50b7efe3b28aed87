import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CreateRules, Fault } from './wire-rules';

/** An answer of a server: JSON, bytes, or nothing. */
export type Reply = {
  status?: number;
  body?: unknown;
  bytes?: { type: string; content: Buffer };
  headers?: Record<string, string>;
};

/** What a test gives a family to make its answers of. */
export type Scene = { id: string; video: Buffer; origin: string };

/** What the studio must make of one answer to a poll. */
export type PollStep = { reply: (scene: Scene) => Reply; state: string };

/** One more call of a server: what it takes, and what it says to that. */
export type Call = {
  name: 'remix' | 'edit' | 'extension' | 'character' | 'retrieve-character';
  method: 'GET' | 'POST';
  target: string;
  rules?: CreateRules;
  reply: (scene: Scene) => Reply;
};

/** The id of the one character that a fake knows. */
export const characterId = 'char_68f/a+b=';

/**
 * A kind of server as its documents describe it: what it takes, what it says. Written from those documents alone, so
 * that it can disagree with ours.
 */
export type Family = {
  /** The preset that is meant to speak it. */
  preset: string;
  basePath: string;
  /** Headers of which one must hold the key, as it is written there; empty where none is needed. */
  auth: readonly { header: string; prefix: string }[];
  create: {
    target: string;
    rules: CreateRules;
    reply: (scene: Scene) => Reply;
  };
  /** What it can be asked for besides; `{id}` in a target stands for the escaped id, `{character}` for that of a character. */
  calls?: readonly Call[];
  refusal: (fault: Fault) => Reply;
  /** An id as this server makes them, with whatever needs escaping in a path. */
  id: string;
  retrieve: (escapedId: string) => string;
  polls: readonly PollStep[];
  /** Each way in which it hands out a finished file: what is asked at which target. */
  results: readonly {
    name: string;
    polled: (scene: Scene) => Reply;
    files: Record<string, (scene: Scene) => Reply>;
  }[];
  notFound: Reply;
  models?: { target: string; body: unknown; ids: readonly string[] };
};

/** The body of a recorded answer or request, and its HTTP status where that was recorded. */
export function sample(name: string): { status: number; body: Record<string, unknown> } {
  const file = path.join(import.meta.dirname, '../../../fixtures/samples', `${name}.json`);
  const { body, _http_status: status = 200 } = JSON.parse(readFileSync(file, 'utf8'));
  return { status, body };
}

/** A recorded answer, with some of its values replaced. */
export function recorded(name: string, changes: Record<string, unknown> = {}): Reply {
  const { status, body } = sample(name);
  return { status, body: { ...body, ...changes } };
}

/** The finished file itself. */
export const asBytes = ({ video }: Scene): Reply => ({ bytes: { type: 'video/mp4', content: video } });
