import { requestJson, withBody } from './api';
import { selectionSummarySchema } from './schemas';

/** What some videos have in common, and what can be done to them. @param ids at most 5,000 */
export function summariseVideos(ids: readonly string[], signal?: AbortSignal) {
  return requestJson(selectionSummarySchema, '/api/videos/summary', { ...withBody('POST', { ids }), signal });
}

/** A field of a form may have 128 kB; so many ids are less. */
const idsInField = 1_000;

/**
 * Has the browser save the finished ones of these videos as a zip. It is a form that is sent, since thousands of ids are too
 * long for an address, and the zip too large to be held by the page.
 */
export function exportVideos(ids: readonly string[]): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '/api/export';
  form.enctype = 'multipart/form-data';
  form.hidden = true;
  for (let start = 0; start < ids.length; start += idsInField) {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = 'ids';
    field.value = ids.slice(start, start + idsInField).join(',');
    form.append(field);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}
