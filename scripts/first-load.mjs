/**
 * How much JavaScript the first page makes a browser load before it can be used: asks the built studio for `/` and
 * adds up, compressed, every script that the page names. `nomodule` is for browsers that are no more.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { root, runMain, Trouble } from './toolchain.mjs';

const limitKb = 190;

/**
 * The scripts of a page that a browser of today loads, each once.
 * @param {string} html @returns {string[]} their paths
 */
export function listScripts(html) {
  const tags = [...html.matchAll(/<script\b[^>]*>/gi)].map(([tag]) => tag);
  const paths = tags
    .filter((tag) => !/\snomodule\b/i.test(tag))
    .map((tag) => /\ssrc="([^"?]+)/.exec(tag)?.[1])
    .filter((src) => src !== undefined);
  return [...new Set(paths)];
}

/**
 * The first page, from a studio of its own.
 * @returns {Promise<string>} HTML
 */
async function fetchFirstPage() {
  const folder = mkdtempSync(path.join(tmpdir(), 'firstframe-first-load-'));
  const server = spawn(process.execPath, ['server.mjs'], {
    cwd: root,
    env: { NODE_ENV: 'production', PATH: process.env.PATH, PORT: '0', FIRSTFRAME_DATA: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    /** @type {string} */
    const url = await new Promise((resolve, reject) => {
      let printed = '';
      server.stdout.setEncoding('utf8').on('data', (text) => {
        printed += text;
        const ready = /ready at (\S+)/.exec(printed);
        if (ready) resolve(`${ready[1]}`);
      });
      server.once('close', () => reject(new Trouble('The studio did not start.')));
    });
    return await (await fetch(url)).text();
  } finally {
    const ended = new Promise((resolve) => server.once('close', resolve));
    if (server.exitCode === null && server.kill('SIGKILL')) await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main() {
  const scripts = listScripts(await fetchFirstPage());
  if (scripts.length === 0)
    throw new Trouble('The first page names no script, so there is nothing to weigh.');
  const weights = scripts.map((script) => {
    // Next serves `.next/static` as `/_next/static`.
    const file = path.join(root, script.replace(/^\/_next\//, '.next/'));
    return { script, bytes: gzipSync(readFileSync(file)).length };
  });
  for (const { script, bytes } of weights.sort((one, other) => other.bytes - one.bytes)) {
    process.stdout.write(`${(bytes / 1_000).toFixed(1).padStart(7)} kB  ${script}\n`);
  }
  const totalKb = weights.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000;
  process.stdout.write(`${totalKb.toFixed(1).padStart(7)} kB  in all, of ${limitKb} kB that are allowed\n`);
  return totalKb <= limitKb ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runMain(main);
