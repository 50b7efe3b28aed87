import 'server-only';
import { z } from 'zod';
import { asHead, fileAnswers, type Operation } from '@/lib/openapi/operation';

const openSharedVideo: Operation = {
  method: 'get',
  path: '/api/shared/{token}/{id}',
  operationId: 'openSharedVideo',
  group: 'Sharing',
  scope: 'open',
  summary: 'A video of a link',
  description:
    'For whoever has the link, as long as it works: 404 once it is over or revoked, for every video that it does not name, for those in the trash, and while sharing is off.',
  query: z.object({
    variant: z.enum(['video', 'thumbnail']).default('video'),
    download: z.literal('1').optional(),
  }),
  ...fileAnswers(['video/mp4', 'video/webm', 'video/quicktime', 'image/webp'], ['Content-Disposition']),
  errors: ['invalid_request', 'forbidden', 'not_found', 'gone', 'range_not_satisfiable', 'rate_limited'],
};

/** Links to videos for people without a token. */
export const sharingOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/sharing',
    operationId: 'readSharing',
    group: 'Sharing',
    scope: 'read',
    summary: 'Whether links may be made, and work',
    answers: { 200: { description: 'On or off.', content: 'Sharing' } },
  },
  {
    method: 'put',
    path: '/api/sharing',
    operationId: 'setSharing',
    group: 'Sharing',
    scope: 'admin',
    summary: 'Turn sharing on or off',
    description: 'Off from the start. While it is off, no link works.',
    body: { json: 'SetSharingRequest' },
    answers: { 200: { description: 'As it is now.', content: 'Sharing' } },
    errors: ['invalid_request', 'unsupported_media_type', 'too_large'],
    example: { is_on: true },
  },
  {
    method: 'get',
    path: '/api/shares',
    operationId: 'listShares',
    group: 'Sharing',
    scope: 'create',
    summary: 'List links',
    answers: { 200: { description: 'Those that are not over, the newest first.', content: 'ShareList' } },
  },
  {
    method: 'post',
    path: '/api/shares',
    operationId: 'createShare',
    group: 'Sharing',
    scope: 'create',
    summary: 'Make a link',
    description: 'To one video, or up to 100, for a time. It shows those and nothing else of the studio.',
    body: { json: 'CreateShareRequest' },
    answers: {
      200: { description: 'The only answer that ever holds the way to the page.', content: 'NewShare' },
    },
    errors: ['forbidden', 'invalid_request', 'not_found', 'unsupported_media_type', 'too_large'],
    example: { video_ids: ['video_019'], expires_in: 604_800, allow_download: true },
  },
  {
    method: 'delete',
    path: '/api/shares/{id}',
    operationId: 'revokeShare',
    group: 'Sharing',
    scope: 'create',
    summary: 'Revoke a link',
    answers: { 200: { description: 'It does not work any more.', content: 'DeletedShare' } },
    errors: ['not_found'],
  },
  {
    method: 'get',
    path: '/api/shared/{token}',
    operationId: 'openShare',
    group: 'Sharing',
    scope: 'open',
    summary: 'What a link shows',
    description: 'For whoever has the link; the page `/s/{token}` is made of it.',
    answers: { 200: { description: 'Its videos.', content: 'Shared' } },
    errors: ['not_found', 'rate_limited'],
  },
  openSharedVideo,
  asHead(openSharedVideo),
];
