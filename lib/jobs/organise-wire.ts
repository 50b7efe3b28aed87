import { z } from 'zod/mini';

/**
 * How a library is found its way in: what may be asked of a list, how many videos each day has, and what people mark them
 * with. Times are Unix seconds.
 */
const seconds = z.int();

/**
 * What `GET /v1/videos`, `/api/timeline` and `/api/video-ids` take as a filter, as words of an address. `status` is one or
 * more of OpenAI's four words and of the finer ones (`status-wire.ts`), with commas between; `starred`, `has_reference`
 * and `trashed` are `true` or `false`.
 */
export type ListFilter = Partial<
  Record<
    | 'q'
    | 'status'
    | 'provider'
    | 'model'
    | 'size'
    | 'starred'
    | 'tag'
    | 'project'
    | 'has_reference'
    | 'trashed',
    string
  >
>;

/** `GET /api/timeline?time_zone=…`: the days that have videos which match, the newest first. */
export const timelineSchema = z.object({
  object: z.literal('timeline'),
  total: z.int(),
  /** As that of a list: what changed after it is not counted yet. */
  cursor: z.int(),
  days: z.array(
    z.object({
      /** `2026-11-21`, in the zone that was asked for. */
      date: z.string(),
      /** Its first moment, and that of the next day. */
      from: seconds,
      before: seconds,
      count: z.int(),
    }),
  ),
});
export type Timeline = z.infer<typeof timelineSchema>;

/** `GET /api/video-ids?from=…&to=…`: the ids of a list from one video to another, both included. */
export const videoIdListSchema = z.object({
  object: z.literal('list'),
  data: z.array(z.string()),
  /** Whether there are more between the two than may be answered. */
  has_more: z.boolean(),
});

const choice = z.object({ value: z.string(), count: z.int() });
const namedChoice = z.object({ value: z.string(), label: z.string(), count: z.int() });

/** `GET /api/facets`: what the library outside the trash can be filtered by, and how many videos have it. */
export const facetsSchema = z.object({
  object: z.literal('facets'),
  providers: z.array(namedChoice),
  models: z.array(choice),
  sizes: z.array(choice),
  tags: z.array(choice),
  projects: z.array(namedChoice),
  /** Of each of the finer words (`status-wire.ts`), also where it is 0: each video counts once. */
  statuses: z.array(choice),
  with_reference: z.int(),
  without_reference: z.int(),
  starred: z.int(),
  trashed: z.int(),
});
export type Facets = z.infer<typeof facetsSchema>;

/** What `POST /api/videos/change` can do to many videos at once; what is absent stays. */
export type VideoMarks = {
  starred?: boolean;
  add_tags?: string[];
  remove_tags?: string[];
  /** An id, or `null` for none. */
  project?: string | null;
  trashed?: boolean;
};

/** What a video was marked with before that. */
export const earlierMarksSchema = z.object({
  id: z.string(),
  starred: z.boolean(),
  tags: z.array(z.string()),
  project: z.nullable(z.string()),
  trashed: z.boolean(),
});
export type EarlierMarks = z.infer<typeof earlierMarksSchema>;

export const projectSchema = z.object({
  id: z.string(),
  object: z.literal('project'),
  name: z.string(),
  created_at: seconds,
});
export type Project = z.infer<typeof projectSchema>;

export const projectListSchema = z.object({ object: z.literal('list'), data: z.array(projectSchema) });

export const removedProjectSchema = z.object({
  id: z.string(),
  object: z.literal('project.deleted'),
  deleted: z.literal(true),
});

/** `POST /api/trash/empty`: how many were deleted for good now, and how many more there are to delete. */
export const emptiedTrashSchema = z.object({
  object: z.literal('trash.emptied'),
  purged: z.int(),
  remaining: z.int(),
});
export type EmptiedTrash = z.infer<typeof emptiedTrashSchema>;
