import { hostName, isLoopback } from './guard.mjs';

/** @typedef {import('./guard.mjs').Gate & { port: number }} Settings */

/** Ten wrong tries a minute are let through, so that these many last. */
const shortestToken = 12;

/**
 * Where the server listens, from the environment.
 * @param {Record<string, string | undefined>} variables
 * @returns {Settings}
 * @throws Error naming the variable and what would be right
 */
export function readSettings(variables) {
  const host = (variables.HOST?.trim() || '127.0.0.1').replace(/^\[(.*)\]$/, '$1');
  const portText = variables.PORT?.trim() || '3000';
  const token = variables.FIRSTFRAME_TOKEN?.trim() || null;

  if (!/^[a-z0-9.:_-]+$/i.test(host)) throw new Error(`HOST: "${host}" is neither an address nor a name.`);
  const port = Number(portText);
  if (!/^\d+$/.test(portText) || port > 65_535) {
    throw new Error(`PORT: "${portText}" is not a port; give a whole number from 0 to 65535.`);
  }
  const names = (variables.FIRSTFRAME_HOSTS ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  const wrongName = names.find((name) => hostName(name) !== name);
  if (wrongName !== undefined) {
    throw new Error(
      `FIRSTFRAME_HOSTS: "${wrongName}" is no name; give names without port, such as studio.example.`,
    );
  }
  if (token !== null && !/^[\x21-\x7e]+$/.test(token)) {
    throw new Error('FIRSTFRAME_TOKEN: holds a space, a line break or a letter that no header can carry.');
  }
  if (token !== null && token.length < shortestToken) {
    throw new Error(
      `FIRSTFRAME_TOKEN: is too short to keep anyone out; give ${shortestToken} characters or more, such as \`openssl rand -hex 32\` prints.`,
    );
  }
  if (!isLoopback(host) && token === null) {
    throw new Error(
      `HOST: ${host} can be reached by other machines; set FIRSTFRAME_TOKEN to a secret first.`,
    );
  }
  return { host, port, names, token };
}

/**
 * What to say when the socket cannot be had.
 * @param {NodeJS.ErrnoException} error @param {Settings} settings
 */
export function explainListenError(error, { host, port }) {
  if (error.code === 'EADDRINUSE') return `PORT: ${port} is in use on ${host}; set PORT to another one.`;
  if (error.code === 'EACCES')
    return `PORT: ${port} needs rights that this user has not; set PORT to one above 1023.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') {
    return `HOST: ${host} is not an address of this machine.`;
  }
  return `HOST, PORT: cannot listen on ${host}:${port} (${error.message}).`;
}
