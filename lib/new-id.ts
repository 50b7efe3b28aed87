import 'server-only';
import { randomBytes } from 'node:crypto';

/** What ids are made for here; `evt` and `msg` are what OpenAI and Standard Webhooks call theirs. */
type Prefix =
  | 'video'
  | 'batch'
  | 'create'
  | 'again'
  | 'token'
  | 'saved'
  | 'project'
  | 'selection'
  | 'webhook'
  | 'evt'
  | 'msg'
  | 'hand'
  | 'share'
  | 'stitch';

/** A new id: sorts by time, and cannot be guessed. `now` is Unix milliseconds. */
export function newId(prefix: Prefix, now: number): string {
  return `${prefix}_${now.toString(16).padStart(12, '0')}${randomBytes(12).toString('hex')}`;
}
