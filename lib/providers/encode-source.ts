import 'server-only';
import type { Dialect, SourceEndpoint } from './dialect';
import { type Encoded, fillPath, toBody } from './encode';
import { encodeField, fillTemplate, type GivenFields, setAt } from './encode-field';
import type { FilePart } from './encode-image';

/** The calls that make a video from another one. */
export type SourceCallName = 'remix' | 'edit' | 'extension';

/** What is asked of such a call. */
export type SourceRequest = { model: string; prompt: string; seconds?: number };

/** Which video it is made from, in each way in which that can be said. */
export type SourceVideo = {
  upstreamId: string | null;
  /** Where the provider has given it out. */
  url: string | null;
  file: FilePart | null;
};

/** A remix: the id is in the path, and what is new is the prompt alone. */
function encodeRemix(
  { method, path }: NonNullable<Dialect['remix']>,
  { prompt }: SourceRequest,
  { upstreamId }: SourceVideo,
): Encoded | null {
  if (upstreamId === null) return null;
  const body = { kind: 'json', value: { prompt } } as const;
  return { method, path: fillPath(path, upstreamId), body, warnings: [] };
}

function encodeCall(endpoint: SourceEndpoint, request: SourceRequest, video: SourceVideo): Encoded | null {
  const { method, path, fields, fileFields, video: place } = endpoint;
  const ways = { id: video.upstreamId, url: video.url, file: video.file };
  const given = place.as.map((form) => ways[form]).find((way) => way !== null);
  if (given === undefined || given === null) return null;
  const isFile = typeof given !== 'string';
  const body: Record<string, unknown> = {};
  for (const field of isFile ? [...fields, ...fileFields] : fields) {
    const value = encodeField(field, request satisfies GivenFields);
    if (value !== undefined) setAt(body, field.name, value);
  }
  if (!isFile) setAt(body, place.name, fillTemplate(place.wrap, '$video', given));
  const files = isFile ? [{ name: place.name, value: given }] : [];
  return { method, path, body: toBody('auto', body, files), warnings: [] };
}

/**
 * A video made from another one as the dialect writes it; `null` where it has no such call, or none of its ways to say
 * which video is possible.
 */
export function encodeFromVideo(
  dialect: Pick<Dialect, 'remix' | 'edit' | 'extend'>,
  call: SourceCallName,
  request: SourceRequest,
  video: SourceVideo,
): Encoded | null {
  if (call === 'remix') return dialect.remix ? encodeRemix(dialect.remix, request, video) : null;
  const endpoint = call === 'edit' ? dialect.edit : dialect.extend;
  return endpoint ? encodeCall(endpoint, request, video) : null;
}
