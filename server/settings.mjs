import { isLoopback } from './guard.mjs';

/** @typedef {import('./guard.mjs').Gate & { port: number }} Settings */

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
  if (token !== null && /\s/.test(token)) throw new Error('FIRSTFRAME_TOKEN: must not contain spaces.');
  if (!isLoopback(host) && token === null) {
    throw new Error(
      `HOST: ${host} can be reached by other machines; set FIRSTFRAME_TOKEN to a secret first.`,
    );
  }
  return { host, port, token };
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
