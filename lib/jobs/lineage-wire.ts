import { z } from 'zod/mini';
import { jobStatuses, parentKinds } from './job';

/** Where a relative is: as its status says, or in the trash, or deleted for good, or not in this library at all. */
const states = [...jobStatuses, 'trashed', 'purged', 'missing'] as const;

const relative = z.object({
  id: z.string(),
  state: z.enum(states),
  /** `null` where no more than the id is known. */
  prompt: z.nullable(z.string()),
  size: z.nullable(z.string()),
  has_thumbnail: z.boolean(),
});
export type Relative = z.infer<typeof relative>;

const byKind = z.extend(relative, {
  kind: z.enum(parentKinds),
  /** Which frame of the earlier of the two the later one begins or ends with, and when in it that is shown. */
  frame: z.nullable(z.int()),
  seconds: z.nullable(z.number()),
});
export type Kin = z.infer<typeof byKind>;

/** `GET /api/videos/{id}/lineage`: how a video came about, and what came of it. */
export const lineageSchema = z.object({
  object: z.literal('lineage'),
  id: z.string(),
  parents: z.array(byKind),
  /** Those that were asked for together with it, in the order of lists, and those of one moment by their seeds; itself among them. */
  takes: z.array(relative),
  /** Its number among all of them, from 1, and how many they are: more than are told of where there are many. */
  take_number: z.int(),
  takes_total: z.int(),
  /** The oldest first. */
  children: z.array(byKind),
  children_total: z.int(),
});
export type Lineage = z.infer<typeof lineageSchema>;
