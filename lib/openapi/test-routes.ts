import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One exported method of one route file. */
export type FoundHandler = {
  method: string;
  /** As the document spells it: `/v1/videos/{id}`. */
  path: string;
  /** The word given to `handle(…)`. */
  scope: string | null;
  file: string;
};

export type RouteHandler = (
  request: Request,
  route: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>;

const app = path.join(import.meta.dirname, '../../app');

/** Routes that answer whatever no other route does, always with an error: they are nobody's operation. */
const rest = /\[\[\.{3}path\]\]/;

function readHandlers(file: string): FoundHandler[] {
  const source = readFileSync(path.join(app, file), 'utf8');
  const folder = path
    .dirname(file)
    .replaceAll(path.sep, '/')
    .replaceAll(/\[(?:\.{3})?(\w+)\]/g, '{$1}');
  const exported = source.matchAll(/^export const ([A-Z]+) = (?:handle(?:<[^>]*>)?\(\s*'(\w+)'|([A-Z]+);)/gm);
  const scopes = new Map<string, string | null>();
  for (const [, method = '', scope, same = ''] of exported)
    scopes.set(method, scope ?? scopes.get(same) ?? null);
  // Whatever is exported in another way is a handler too; its scope is then not known, which no test lets pass.
  for (const [, method = ''] of source.matchAll(/^export (?:async )?(?:const|function) ([A-Z]+)\b/gm))
    if (!scopes.has(method)) scopes.set(method, null);
  // Methods that are refused come from one place; several from anywhere else would be handlers of unknown scope.
  for (const [, names = ''] of source.matchAll(
    /^export const \{([^}]*)\} = (?!refuse(?:Others|Unknown)\()/gm,
  ))
    for (const method of names.split(',')) scopes.set(method.trim(), null);
  return [...scopes].map(([method, scope]) => ({ method, scope, path: `/${folder}`, file }));
}

/** Every handler of the tree under `app/`, as its files say. */
export function findHandlers(): FoundHandler[] {
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => path.basename(file) === 'route.ts' && !rest.test(file))
    .toSorted()
    .flatMap(readHandlers);
}

/** Loads a handler as Next would. */
export async function loadHandler({ file, method }: FoundHandler): Promise<RouteHandler> {
  return (await import(path.join(app, file)))[method];
}
