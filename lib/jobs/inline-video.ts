import 'server-only';

/** Where a whole video is kept until it is archived: one that came with its create, or could not be looked into yet. */
export function inlineKey(jobId: string): string {
  return `inline/${jobId.toLowerCase()}.part`;
}
