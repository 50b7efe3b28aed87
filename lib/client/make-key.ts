/**
 * A name that nobody else will think of: 32 hexadecimal digits. `crypto.randomUUID` is there only over HTTPS and on
 * this machine, and a studio is also opened from the next room by its plain address.
 */
export function makeKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
