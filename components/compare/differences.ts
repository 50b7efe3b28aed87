import type { Video } from '@/lib/jobs/wire';

/** What can differ between two requests. `option` stands for a field of one provider alone, by its name. */
export const askedFields = [
  'prompt',
  'model',
  'provider',
  'size',
  'seconds',
  'fps',
  'seed',
  'negativePrompt',
  'firstFrame',
  'lastFrame',
  'references',
  'madeFrom',
] as const;
export type AskedField = (typeof askedFields)[number];

/** A field that is not the same in all, with what it is in each; `null` where that one names none. */
export type DifferenceRow = { field: AskedField | 'option'; name: string; values: (string | null)[] };

type Asked = Pick<Video, 'prompt' | 'model' | 'firstframe'>;

/** The images of a role, as one text: equal texts are equal images. */
function imagesOf({ firstframe }: Asked, role: 'first_frame' | 'last_frame' | 'reference'): string | null {
  const urls = firstframe.asked.references.filter((image) => image.role === role).map(({ url }) => url);
  return urls.length > 0 ? urls.join(' ') : null;
}

const text = (value: number | null) => (value === null ? null : String(value));

const readers: Record<AskedField, (video: Asked) => string | null> = {
  prompt: ({ prompt }) => prompt,
  model: ({ model }) => model,
  provider: ({ firstframe }) => firstframe.provider.label,
  size: ({ firstframe }) => firstframe.asked.size,
  seconds: ({ firstframe }) => text(firstframe.asked.seconds),
  fps: ({ firstframe }) => text(firstframe.asked.fps),
  seed: ({ firstframe }) => text(firstframe.asked.seed),
  negativePrompt: ({ firstframe }) => firstframe.asked.negative_prompt,
  firstFrame: (video) => imagesOf(video, 'first_frame'),
  lastFrame: (video) => imagesOf(video, 'last_frame'),
  references: (video) => imagesOf(video, 'reference'),
  madeFrom: ({ firstframe }) => firstframe.made_from?.video_id ?? null,
};

/** What the videos were asked for otherwise, in the order in which people look for it. */
export function differencesBetween(videos: readonly Asked[]): DifferenceRow[] {
  const own = askedFields.map((field) => ({ field, name: field, values: videos.map(readers[field]) }));
  const optionNames = new Set(videos.flatMap(({ firstframe }) => Object.keys(firstframe.asked.options)));
  const options = [...optionNames].toSorted().map((name) => ({
    field: 'option' as const,
    name,
    values: videos.map(({ firstframe }) => {
      const value = firstframe.asked.options[name];
      return value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value);
    }),
  }));
  return [...own, ...options].filter(({ values }) => new Set(values).size > 1);
}
