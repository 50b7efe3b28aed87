import { requestJson, withBody } from './api';
import { keptSelectionSchema, selectionSummarySchema } from './schemas';

/** What some videos have in common, and what can be done to them. @param ids at most 5,000 */
export function summariseVideos(ids: readonly string[], signal?: AbortSignal) {
  return requestJson(selectionSummarySchema, '/api/videos/summary', { ...withBody('POST', { ids }), signal });
}

/** A field of a form may have 128 kB; so many ids are less. */
const idsInField = 1_000;

/** Where the zip of the finished ones of these videos is, for a few minutes. @param ids at most 5,000 */
export async function keepForExport(ids: readonly string[]): Promise<string> {
  const body = new FormData();
  for (let start = 0; start < ids.length; start += idsInField)
    body.append('ids', ids.slice(start, start + idsInField).join(','));
  const { url } = await requestJson(keptSelectionSchema, '/api/export', { method: 'POST', body });
  return url;
}
