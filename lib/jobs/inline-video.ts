import 'server-only';

/** Where a video is kept that came with the answer to its create, until it is archived. */
export function inlineKey(jobId: string): string {
  return `inline/${jobId.toLowerCase()}.part`;
}
