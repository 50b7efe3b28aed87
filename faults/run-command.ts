import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** Runs one of the commands (`npm run verify`, …) on a data folder that no studio has open. */
export async function runCommand(
  name: string,
  dataFolder: string,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['scripts/command.mjs', name], {
    cwd: path.join(import.meta.dirname, '..'),
    env: { NODE_ENV: 'production', PATH: process.env.PATH, FIRSTFRAME_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const [code] = await once(child, 'close');
  return { code, output };
}
