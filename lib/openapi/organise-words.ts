import 'server-only';
import type { Words } from './words';

/** What a video is marked with, and its place in lists. */
export const markWords: Words = {
  'firstframe.starred': 'Whether it has a star.',
  'firstframe.tags': 'Its tags, in the order of the alphabet.',
  'firstframe.project': 'The id of its project.',
  'firstframe.created_at_ms':
    'When the studio took the request, in milliseconds; with the id it is what lists are ordered by.',
};

/** What the fields of answers mean that tell of a library. */
export const organiseAnswerWords: Record<
  'MarkedVideos' | 'VideoIdList' | 'VideoSummary' | 'KeptSelection' | 'Timeline' | 'EmptiedTrash',
  Words
> = {
  EmptiedTrash: {
    object: 'Always `trash.emptied`.',
    purged: 'How many were deleted for good now.',
    remaining: 'How many more there are; ask again until there are none.',
  },
  MarkedVideos: {
    object: 'Always `list`.',
    data: 'The videos, in the order of the ids.',
    before: 'How each of them was marked before, in the same order: what it takes to undo the change.',
    'before.id': 'The id of the video.',
    'before.starred': 'Whether it had a star.',
    'before.tags': 'The tags that it had.',
    'before.project': 'The id of the project that it was in.',
    'before.trashed': 'Whether it was in the trash.',
  },
  VideoIdList: {
    object: 'Always `list`.',
    data: 'The ids, in the order of the list.',
    has_more: 'Whether there are more than one answer holds.',
  },
  KeptSelection: {
    id: 'Its id, which nobody can guess.',
    object: 'Always `selection.kept`.',
    url: 'Where the zip is.',
    expires_at: 'Until when.',
  },
  VideoSummary: {
    object: 'Always `selection`.',
    count: 'How many of them there are; those that were deleted for good are not counted.',
    trashed: 'How many are in the trash.',
    starred: 'How many have a star.',
    ready: 'How many are finished.',
    bytes: 'What their files have together.',
    retryable: 'The ids of those that failed and can be made again as they were asked for.',
    retry_cost: 'What that is thought to cost, once for each currency.',
    'retry_cost.currency': 'As ISO 4217 spells it.',
    'retry_cost.amount': 'In whole units of it.',
    retry_unpriced: 'How many of those have no price that is known.',
    tags: 'The tags that any of them has, the most used first.',
    'tags.value': 'The tag.',
    'tags.count': 'How many have it.',
    projects: 'The projects that any of them is in.',
    'projects.value': 'The id of the project.',
    'projects.count': 'How many are in it.',
  },
  Timeline: {
    object: 'Always `timeline`.',
    total: 'How many videos the filter matches.',
    cursor: 'As that of a list: what changed after it need not be counted.',
    days: 'The days that have any, the newest first.',
    'days.date': 'The day, such as `2026-11-21`.',
    'days.from': 'Its first moment; pass it as `created_from`.',
    'days.before': 'The first moment of the next day; pass it as `created_before`.',
    'days.count': 'How many videos it has.',
  },
};

/** What the fields of requests mean that keep a library in order. */
export const organiseRequestWords: Record<
  'MarkVideosRequest' | 'SummariseVideosRequest' | 'ProjectRequest',
  Words
> = {
  SummariseVideosRequest: { ids: 'The videos, 5,000 at most; ids of none count as nothing.' },
  MarkVideosRequest: {
    '': 'What is absent stays as it is.',
    ids: 'Which videos.',
    starred: 'Whether they have a star.',
    add_tags: 'Tags that they get; a video has 20 at most.',
    remove_tags: 'Tags that they lose.',
    project: 'The id of the project that they move to; `null` is none.',
    trashed: 'Whether they are in the trash.',
  },
  ProjectRequest: { name: 'What people call it; no two projects have the same name.' },
};
