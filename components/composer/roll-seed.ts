/** Seeds that every provider takes: a signed 32-bit number is the least they have in common. */
const largestSeed = 2_147_483_647;

export function rollSeed(): number {
  return Math.floor(Math.random() * largestSeed);
}
