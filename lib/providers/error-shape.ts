import 'server-only';
import { readPath } from './json-path';
import { parseJson } from './read-value';
import type { ConnectionReport } from './wire';

export type ErrorShape = ConnectionReport['retrieve']['shape'];

/** Which of the shapes that these servers use an error has. `text` is the whole body. */
export function readErrorShape(text: string): ErrorShape {
  const body = text.trim();
  if (body === '') return 'none';
  if (body.startsWith('<')) return 'html';
  const answer = parseJson(body);
  const error = readPath(answer, 'error');
  if (typeof error === 'object' && error !== null) {
    // TokenOps and OpenRouter number their errors (google.rpc.Status); OpenAI names them.
    return typeof readPath(error, 'code') === 'number' ? 'status' : 'openai';
  }
  if (typeof error === 'string') return 'text';
  if (readPath(answer, 'detail') !== undefined) return 'detail';
  // New-API's older pages show OpenAI's four keys with no envelope.
  if (readPath(answer, 'type') !== undefined && readPath(answer, 'param') !== undefined) return 'openai';
  const isTask = ['message', 'msg'].some((key) => readPath(answer, key) !== undefined);
  return isTask && readPath(answer, 'code') !== undefined ? 'task' : 'text';
}
