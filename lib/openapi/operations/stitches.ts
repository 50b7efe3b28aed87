import 'server-only';
import { z } from 'zod';
import { asHead, fileAnswers, type Operation } from '@/lib/openapi/operation';

const stitchContent: Operation = {
  method: 'get',
  path: '/api/stitches/{id}/content',
  operationId: 'downloadStitch',
  group: 'Stitches',
  scope: 'read',
  summary: 'The file of a stitch',
  description: 'An MP4. 409 before it is made.',
  query: z.object({ download: z.literal('1').optional() }),
  ...fileAnswers(['video/mp4'], ['Content-Disposition']),
  errors: ['not_found', 'not_ready', 'gone', 'range_not_satisfiable'],
};

/** One video made of several. */
export const stitchOperations: Operation[] = [
  {
    method: 'post',
    path: '/api/stitches',
    operationId: 'createStitch',
    group: 'Stitches',
    scope: 'create',
    summary: 'Stitch videos',
    description:
      'Puts 2 to 50 finished videos end to end, each from one frame to another, into one MP4. Where all have the same codec, size and colours, and each begins with a key frame, their frames are copied as they are; else all are encoded anew as H.264, with the size and the frame rate of the first. It is made on this machine and costs nothing; ask for it until it is `completed`.',
    body: { json: 'CreateStitchRequest' },
    answers: { 200: { description: 'It is made as soon as those before it are.', content: 'Stitch' } },
    errors: [
      'invalid_request',
      'not_found',
      'gone',
      'not_ready',
      'rate_limited',
      'storage_full',
      'unsupported_media_type',
      'too_large',
    ],
    example: {
      videos: [{ id: 'video_019', last_frame: 71 }, { id: 'video_01a' }],
      size: '1280x720',
      fit: 'bars',
    },
  },
  {
    method: 'get',
    path: '/api/stitches',
    operationId: 'listStitches',
    group: 'Stitches',
    scope: 'read',
    summary: 'List stitches',
    description: 'They are deleted three days after they were made.',
    answers: { 200: { description: 'All there are, the newest first.', content: 'StitchList' } },
  },
  {
    method: 'get',
    path: '/api/stitches/{id}',
    operationId: 'readStitch',
    group: 'Stitches',
    scope: 'read',
    summary: 'How far a stitch is',
    answers: { 200: { description: 'As it is now.', content: 'Stitch' } },
    errors: ['not_found'],
  },
  {
    method: 'delete',
    path: '/api/stitches/{id}',
    operationId: 'removeStitch',
    group: 'Stitches',
    scope: 'create',
    summary: 'Take a stitch back, or delete its file',
    description: 'The videos that it is made of stay.',
    answers: { 200: { description: 'It is gone.', content: 'DeletedStitch' } },
    errors: ['not_found'],
  },
  stitchContent,
  asHead(stitchContent),
];
