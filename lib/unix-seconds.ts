/** A time in the whole seconds of the wire, as OpenAI's are; `null` stays `null`. */
export function unixSeconds(milliseconds: number): number;
export function unixSeconds(milliseconds: number | null): number | null;
export function unixSeconds(milliseconds: number | null): number | null {
  return milliseconds === null ? null : Math.floor(milliseconds / 1_000);
}
