import 'server-only';
import { z } from 'zod';
import { jobStatuses } from './job';
import { fineStatuses, type ListedStatus } from './status-wire';

const listedStatuses: readonly ListedStatus[] = [...new Set([...jobStatuses, ...fineStatuses])];

const flag = z.enum(['true', 'false'], 'must be true or false').transform((word) => word === 'true');

/** A whole number; an empty text is none, though JavaScript makes zero of it. */
export const wholeNumber = (words: string) =>
  z
    .string()
    .regex(/^\d{1,15}$/, words)
    .transform(Number)
    // To readers of the API it is the number that the text says.
    .meta({ type: 'integer', minimum: 0 });

const statusWords = `must be one or more of ${listedStatuses.join(', ')}, with commas between`;
const statuses = z
  .string()
  .regex(new RegExp(`^(${listedStatuses.join('|')})(,(${listedStatuses.join('|')}))*$`), statusWords)
  .transform((words) => words.split(',') as ListedStatus[]);

const seconds = (words: string) => wholeNumber(`${words} in Unix seconds`).optional();

/** What every list can be filtered by, as parameters of a query. */
export const filterParameters = {
  q: z.string().max(200, 'is too long').optional(),
  status: statuses.optional(),
  provider: z.string().optional(),
  model: z.string().optional(),
  size: z.string().optional(),
  starred: flag.optional(),
  tag: z.string().optional(),
  project: z.string().optional(),
  has_reference: flag.optional(),
  trashed: flag.default(false),
};

/** The part of a list that was made in a span of time. */
export const spanParameters = {
  created_from: seconds('must be a time'),
  created_before: seconds('must be a time'),
};

/** Which jobs a list is of; what is absent does not matter. Times are Unix milliseconds. */
export type JobFilter = {
  text?: string;
  statuses?: readonly ListedStatus[];
  providerId?: string;
  model?: string;
  size?: string;
  isStarred?: boolean;
  tag?: string;
  projectId?: string;
  hasReference?: boolean;
  /** Whether to list the trash instead of the library. */
  isTrashed: boolean;
  createdFrom?: number;
  createdBefore?: number;
};

type Parameters = z.infer<z.ZodObject<typeof filterParameters>> &
  Partial<z.infer<z.ZodObject<typeof spanParameters>>>;

const toMilliseconds = (time: number | undefined) => (time === undefined ? undefined : time * 1_000);

/** What the parameters of a query ask for. */
export function toJobFilter(asked: Parameters): JobFilter {
  return {
    text: asked.q || undefined,
    statuses: asked.status,
    providerId: asked.provider,
    model: asked.model,
    size: asked.size,
    isStarred: asked.starred,
    tag: asked.tag,
    projectId: asked.project,
    hasReference: asked.has_reference,
    isTrashed: asked.trashed,
    createdFrom: toMilliseconds(asked.created_from),
    createdBefore: toMilliseconds(asked.created_before),
  };
}

/** Whether a query filters at all. */
export function isFiltered(query: URLSearchParams): boolean {
  return Object.keys(filterParameters).some((name) => query.has(name));
}
