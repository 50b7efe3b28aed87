import 'server-only';
import type { ErrorCode } from '@/lib/errors';
import { videoIdsQuerySchema } from '@/lib/jobs/list-video-ids';
import { timelineQuerySchema } from '@/lib/jobs/timeline';
import type { Operation } from '@/lib/openapi/operation';

const bodyErrors: readonly ErrorCode[] = ['invalid_request', 'unsupported_media_type', 'too_large'];

/** How a library is kept in order, and how its places are found. */
export const organiseOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/timeline',
    operationId: 'readTimeline',
    group: 'Library',
    scope: 'read',
    summary: 'How many videos each day has',
    description: 'Of those that the filter leaves, by the days of a time zone.',
    query: timelineQuerySchema,
    answers: { 200: { description: 'The days that have any, the newest first.', content: 'Timeline' } },
    errors: ['invalid_request'],
  },
  {
    method: 'get',
    path: '/api/video-ids',
    operationId: 'listVideoIds',
    group: 'Library',
    scope: 'read',
    summary: 'The ids of a list, or of a part of it',
    description: 'In the order of the list, 5,000 at most.',
    query: videoIdsQuerySchema,
    answers: { 200: { description: 'The ids.', content: 'VideoIdList' } },
    errors: ['invalid_request'],
  },
  {
    method: 'get',
    path: '/api/facets',
    operationId: 'readFacets',
    group: 'Library',
    scope: 'read',
    summary: 'What the library can be filtered by',
    answers: { 200: { description: 'What there is, and how often.', content: 'Facets' } },
  },
  {
    method: 'post',
    path: '/api/videos/change',
    operationId: 'markVideos',
    group: 'Library',
    scope: 'create',
    summary: 'Mark many videos at once',
    description:
      'With a star, with tags, as of a project, as trash: all of them or none. It can be done while a video is being made.',
    body: { json: 'MarkVideosRequest' },
    answers: {
      200: {
        description: 'The videos as they are now, without those that are no more.',
        content: 'MarkedVideos',
      },
    },
    errors: bodyErrors,
    example: { ids: ['video_68d7…'], starred: true, add_tags: ['sunset'] },
  },
  {
    method: 'get',
    path: '/api/projects',
    operationId: 'listProjects',
    group: 'Library',
    scope: 'read',
    summary: 'List projects',
    answers: { 200: { description: 'All of them, by name.', content: 'ProjectList' } },
  },
  {
    method: 'post',
    path: '/api/projects',
    operationId: 'createProject',
    group: 'Library',
    scope: 'create',
    summary: 'Make a project',
    body: { json: 'ProjectRequest' },
    answers: { 200: { description: 'The project.', content: 'Project' } },
    errors: bodyErrors,
    example: { name: 'Spring film' },
  },
  {
    method: 'patch',
    path: '/api/projects/{id}',
    operationId: 'renameProject',
    group: 'Library',
    scope: 'create',
    summary: 'Rename a project',
    body: { json: 'ProjectRequest' },
    answers: { 200: { description: 'The project.', content: 'Project' } },
    errors: [...bodyErrors, 'not_found'],
    example: { name: 'Spring film, second cut' },
  },
  {
    method: 'delete',
    path: '/api/projects/{id}',
    operationId: 'removeProject',
    group: 'Library',
    scope: 'create',
    summary: 'Remove a project',
    description: 'Its videos stay, in none.',
    answers: { 200: { description: 'Done.', content: 'DeletedProject' } },
    errors: ['not_found'],
  },
];
