/**
 * Lets plain Node find what the studio's TypeScript imports, which otherwise a bundler does: `@/folder/file` and `./file`
 * without an extension. Loaded with `--import`.
 */
import { register } from 'node:module';

const root = new URL('../', import.meta.url).href;

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, next) {
  // The package only tells bundlers where a file may go; outside of one it throws.
  if (specifier === 'server-only') return { url: 'data:text/javascript,', shortCircuit: true };
  const isOurs = context.parentURL?.startsWith(root) && !context.parentURL.includes('/node_modules/');
  if (isOurs && specifier.startsWith('@/')) return next(`${root}${specifier.slice(2)}.ts`, context);
  if (isOurs && specifier.startsWith('./') && !/\.[a-z]+$/.test(specifier))
    return next(`${specifier}.ts`, context);
  return next(specifier, context);
}

// Node runs hooks in a thread of their own, which loads this very file once more.
if (!new URL(import.meta.url).searchParams.has('hooks')) register(`${import.meta.url}?hooks`);
