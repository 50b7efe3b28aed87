import 'server-only';
import { z } from 'zod';
import { listQuerySchema } from '@/lib/jobs/list-request';
import { variants } from '@/lib/jobs/video-content';
import { createErrors } from '@/lib/openapi/create-errors';
import { asHead, fileAnswers, type Operation } from '@/lib/openapi/operation';
import { fromVideoOperations } from './from-videos';

const example = { prompt: 'A paper boat on a puddle, rain', seconds: '4', size: '1280x720' };

const content: Operation = {
  method: 'get',
  path: '/v1/videos/{id}/content',
  operationId: 'downloadVideoContent',
  group: 'Videos',
  scope: 'read',
  summary: 'Download a video',
  description:
    'From the studio’s own copy, whole or by one range, for as long as it is in the data folder. 409 until it is there.',
  query: z.object({
    variant: z.enum(variants).default('video'),
    download: z.literal('1').optional(),
  }),
  ...fileAnswers(
    ['video/mp4', 'video/webm', 'video/quicktime', 'image/webp', 'image/jpeg'],
    ['Content-Disposition'],
  ),
  errors: ['invalid_request', 'not_found', 'not_ready', 'gone', 'range_not_satisfiable'],
  sdk: `const answer = await client.videos.downloadContent(video.id);
fs.writeFileSync('video.mp4', Buffer.from(await answer.arrayBuffer()));`,
};

/** OpenAI's Videos API, with the studio's additions. */
export const videoOperations: Operation[] = [
  {
    method: 'post',
    path: '/v1/videos',
    operationId: 'createVideo',
    group: 'Videos',
    scope: 'create',
    summary: 'Make a video',
    description:
      'Recorded before anything is spent, then sent to the provider; its refusal is answered at once and leaves nothing behind. ' +
      'The same `Idempotency-Key` with the same request is answered with the same video, for ever.',
    headers: ['Idempotency-Key'],
    body: { form: 'CreateVideoForm', json: 'CreateVideoRequest' },
    answers: {
      200: {
        description: 'The video, still to be made.',
        content: 'Video',
        headers: ['openai-poll-after-ms'],
      },
    },
    errors: createErrors,
    example,
    sdk: `const video = await client.videos.create({
  model: 'sora-2',
  prompt: 'A paper boat on a puddle, rain',
  seconds: '4',
  size: '1280x720',
});`,
  },
  {
    method: 'get',
    path: '/v1/videos',
    operationId: 'listVideos',
    group: 'Videos',
    scope: 'read',
    summary: 'List videos',
    description:
      'The newest first. With `changed_since` instead only what changed after that cursor, which is how the gallery keeps up.',
    query: listQuerySchema,
    answers: { 200: { description: 'A page of them.', content: 'VideoList' } },
    errors: ['invalid_request'],
    sdk: `for await (const video of client.videos.list({ limit: 50 })) console.log(video.id, video.status);`,
  },
  {
    method: 'get',
    path: '/v1/videos/{id}',
    operationId: 'retrieveVideo',
    group: 'Videos',
    scope: 'read',
    summary: 'Look at a video',
    answers: {
      200: { description: 'The video as it is now.', content: 'Video', headers: ['openai-poll-after-ms'] },
    },
    errors: ['not_found'],
    sdk: `const video = await client.videos.retrieve('video_…');`,
  },
  {
    method: 'delete',
    path: '/v1/videos/{id}',
    operationId: 'deleteVideo',
    group: 'Videos',
    scope: 'create',
    summary: 'Delete a video',
    description:
      'Moves it to the trash, from where it can be restored. The provider’s copy stays; `delete-upstream` is for that.',
    query: z.object({
      purge: z.literal('true').optional(),
    }),
    answers: { 200: { description: 'Done.', content: 'DeletedVideo' } },
    errors: ['not_found', 'not_ready'],
    sdk: `await client.videos.delete(video.id);`,
  },
  content,
  asHead(content),
  ...fromVideoOperations,
  {
    method: 'get',
    path: '/v1/models',
    operationId: 'listModels',
    group: 'Models',
    scope: 'read',
    summary: 'List models',
    description: 'Every model of every connected provider that answers, with what it can take.',
    answers: { 200: { description: 'All of them.', content: 'ModelList' } },
    sdk: `const { data: models } = await client.models.list();`,
  },
  {
    method: 'get',
    path: '/v1/models/{id}',
    operationId: 'retrieveModel',
    group: 'Models',
    scope: 'read',
    summary: 'Look at a model',
    answers: { 200: { description: 'The model, with what it can take.', content: 'Model' } },
    errors: ['not_found'],
    sdk: `const model = await client.models.retrieve('sora-2');`,
  },
];
