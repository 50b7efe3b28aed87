import 'server-only';
import { createHash } from 'node:crypto';

/**
 * A short name for the words of a prompt, by which an index finds equal ones: prompts themselves are longer than Postgres
 * takes into an index. `null` for no words.
 */
export function hashPrompt(prompt: string): string | null {
  return prompt === '' ? null : createHash('sha256').update(prompt).digest('hex').slice(0, 32);
}
