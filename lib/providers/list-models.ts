import 'server-only';
import type { Capability, Dialect } from './dialect';
import { readFilled, readFirst } from './json-path';

/** A model as its provider lists it, with what the provider says that it can take. */
export type ListedModel = { id: string; capability?: Capability };

type ModelsEndpoint = NonNullable<Dialect['models']>;

const sizePattern = /^[1-9]\d*x[1-9]\d*$/;
const namedHeights: Record<string, number> = { '2k': 1_440, '4k': 2_160 };

/** The even whole number that is nearest: video is coded in pairs of pixels. */
function toEven(pixels: number): number {
  return Math.round(pixels / 2) * 2;
}

/** `720p` and `16:9` as `1280x720`: the resolution is the shorter side. `null` for words that name none. */
function toSize(resolution: string, ratio: string): string | null {
  const name = resolution.trim().toLowerCase();
  const short = namedHeights[name] ?? Number(/^(\d{3,4})p?$/.exec(name)?.[1] ?? Number.NaN);
  const [across = Number.NaN, down = Number.NaN] = ratio.split(':').map(Number);
  if (!Number.isFinite(short) || !(across > 0) || !(down > 0)) return null;
  const [width, height] =
    across >= down ? [(short * across) / down, short] : [short, (short * down) / across];
  return `${toEven(width)}x${toEven(height)}`;
}

/** More than any provider has, and few enough to be shown; the same for the choices of one model. */
const mostModels = 5_000;
const mostChoices = 100;
const longestId = 200;

function readTexts(entry: unknown, paths: readonly string[]): string[] {
  const found = readFirst(entry, paths);
  return Array.isArray(found) ? found.filter((item) => typeof item === 'string').slice(0, mostChoices) : [];
}

function readRoles(entry: unknown, paths: readonly string[]): Capability['referenceRoles'] {
  const found = readFirst(entry, paths);
  if (!Array.isArray(found)) return undefined;
  return (['first_frame', 'last_frame', 'reference'] as const).filter(
    (role) => role === 'reference' || found.includes(role),
  );
}

function readCapability(endpoint: ModelsEndpoint, entry: unknown): Capability | undefined {
  const named = readTexts(entry, endpoint.sizes).filter((size) => sizePattern.test(size));
  const ratios = readTexts(entry, endpoint.aspectRatios);
  const crossed = readTexts(entry, endpoint.resolutions).flatMap((resolution) =>
    ratios.map((ratio) => toSize(resolution, ratio)).filter((size) => size !== null),
  );
  const sizes = [...new Set(named.length > 0 ? named : crossed)];
  const found = readFirst(entry, endpoint.seconds);
  const lengths = (Array.isArray(found) ? found : []).slice(0, mostChoices);
  const seconds = lengths.filter((item) => typeof item === 'number' && item > 0);
  const referenceRoles = readRoles(entry, endpoint.frameRoles);
  if (sizes.length === 0 && seconds.length === 0 && !referenceRoles) return undefined;
  return {
    ...(sizes.length > 0 ? { sizes, defaultSize: sizes[0] } : {}),
    ...(seconds.length > 0 ? { seconds: { values: seconds }, defaultSeconds: seconds[0] } : {}),
    ...(referenceRoles ? { referenceRoles } : {}),
  };
}

/** The models in an answer, up to five thousand; a server that serves one model describes it without a list (SGLang's `/models`). */
export function decodeModels(endpoint: ModelsEndpoint, answer: unknown): ListedModel[] {
  const list = readFirst(answer, endpoint.list);
  const entries: unknown[] = Array.isArray(list) ? list : [answer];
  return entries.slice(0, mostModels).flatMap((entry) => {
    const id = readFilled(entry, endpoint.id);
    if (typeof id !== 'string' || id === '' || id.length > longestId) return [];
    const capability = readCapability(endpoint, entry);
    return [capability ? { id: id.toWellFormed(), capability } : { id: id.toWellFormed() }];
  });
}
