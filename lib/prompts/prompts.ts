import 'server-only';
import { openImprover } from './improver';
import { listPrompts } from './prompt-history';
import { openSaved } from './saved';

export type Prompts = ReturnType<typeof openPrompts>;

/** What helps to write a prompt: those that were sent, those that were kept, and an endpoint that improves them. */
export function openPrompts(options: Parameters<typeof openImprover>[0]) {
  return {
    list: (query: URLSearchParams) => listPrompts(options.database, query),
    saved: openSaved(options.database, options.now),
    improver: openImprover(options),
  };
}
