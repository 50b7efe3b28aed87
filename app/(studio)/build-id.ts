import 'server-only';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Nothing is built while somebody works on the studio. */
// biome-ignore lint/style/noProcessEnv: it is no setting; Next writes a constant in its place.
const isBuilt = process.env.NODE_ENV === 'production';
let id: string | null = null;

/** What tells this build from every other; `null` where there is none. */
export function readBuildId(): string | null {
  if (isBuilt) id ??= readFileSync(path.join(process.cwd(), '.next/BUILD_ID'), 'utf8').trim();
  return id;
}
