import 'server-only';
import { z } from 'zod';
import { jobActions } from '@/lib/jobs/change-job';
import { createErrors, providerErrors } from '@/lib/openapi/create-errors';
import type { Operation } from '@/lib/openapi/operation';

/** What people do to a video besides making one. */
export const videoWorkOperations: Operation[] = [
  {
    method: 'post',
    path: '/api/videos/{id}/{action}',
    operationId: 'changeVideo',
    group: 'Work on a video',
    scope: 'create',
    summary: 'Restore, cancel, retry, …',
    description:
      '`restore` takes it out of the trash. `cancel` ends one that was not sent yet. `retry` makes a new one like one that ' +
      'failed. `ask-again` asks the provider once more, after one that failed, or at once after one that is under way. For one that is `unsure`: `send-again` sends it ' +
      'once more, which may be charged twice; `give-up` ends it. `delete-upstream` deletes the provider’s copy.',
    parameters: { action: z.enum(jobActions) },
    headers: ['Idempotency-Key'],
    answers: { 200: { description: 'The video; of a `retry`, the new one.', content: 'Video' } },
    errors: [...createErrors, 'not_found', 'not_ready', 'gone'],
  },
  {
    method: 'get',
    path: '/api/videos/{id}/log',
    operationId: 'readVideoLog',
    group: 'Work on a video',
    scope: 'read',
    summary: 'What happened to a video',
    description:
      'Its moves, and every request to the provider with its answer, without the key and without images.',
    answers: { 200: { description: 'In order; equal things in a row are one entry.', content: 'JobLog' } },
    errors: ['not_found'],
  },
  {
    method: 'get',
    path: '/api/videos/{id}/lineage',
    operationId: 'readLineage',
    group: 'Work on a video',
    scope: 'read',
    summary: 'How a video came about, and what came of it',
    description:
      'What it is made from, by a call or by a frame that it begins or ends with; what was asked for together with it; ' +
      'and what was made from it. One step each way: ask again for a relative to go on.',
    answers: { 200: { description: 'At most 200 takes and 200 children.', content: 'Lineage' } },
    errors: ['not_found'],
  },
  {
    method: 'get',
    path: '/api/videos/{id}/request',
    operationId: 'readSentRequest',
    group: 'Work on a video',
    scope: 'read',
    summary: 'What was sent for a video',
    description:
      'The request as its log has it, field by field, without the key and without the bytes of images.',
    answers: { 200: { description: 'The request.', content: 'RequestView' } },
    errors: ['not_found'],
  },
  {
    method: 'post',
    path: '/api/requests/preview',
    operationId: 'previewRequest',
    group: 'Work on a video',
    scope: 'create',
    summary: 'What would be sent',
    description:
      'Takes what `POST /v1/videos` takes and answers what that would send to the provider, field by field and as a command. ' +
      'Nothing is recorded, nothing is kept, nothing is sent there.',
    body: { form: 'CreateVideoForm', json: 'CreateVideoRequest' },
    answers: { 200: { description: 'The request.', content: 'RequestView' } },
    errors: [
      'invalid_request',
      'unsupported_media_type',
      'too_large',
      'not_found',
      'unsupported',
      'storage_full',
      'unavailable',
    ],
    example: { prompt: 'A paper boat on a puddle, rain', seconds: '4', size: '1280x720' },
  },
  {
    method: 'get',
    path: '/api/videos/{id}/candidates',
    operationId: 'listCandidates',
    group: 'Work on a video',
    scope: 'create',
    summary: 'What an unsure video may be at the provider',
    description: 'Asks the provider for its latest videos.',
    answers: { 200: { description: 'The likeliest first.', content: 'CandidateList' } },
    errors: ['invalid_request', 'not_found', 'unavailable', ...providerErrors],
  },
  {
    method: 'post',
    path: '/api/videos/{id}/attach',
    operationId: 'attachVideo',
    group: 'Work on a video',
    scope: 'create',
    summary: 'Say what an unsure video is at the provider',
    description: 'It is asked after and saved from then on, as if its answer had come.',
    body: { json: 'AttachVideoRequest' },
    answers: { 200: { description: 'The video.', content: 'Video' } },
    errors: [
      'invalid_request',
      'unsupported_media_type',
      'too_large',
      'not_found',
      'not_ready',
      'unavailable',
      ...providerErrors,
    ],
    example: { upstream_id: 'video_68d7…' },
  },
  {
    method: 'post',
    path: '/api/videos/adopt',
    operationId: 'adoptVideo',
    group: 'Work on a video',
    scope: 'create',
    summary: 'Bring in a video that was made elsewhere',
    description: 'From a connected provider, by its id there. The same one is brought in once.',
    body: { json: 'AdoptVideoRequest' },
    answers: { 200: { description: 'The video, still to be saved.', content: 'Video' } },
    errors: ['invalid_request', 'unsupported_media_type', 'too_large', 'not_found', ...providerErrors],
    example: { provider: 'openai', upstream_id: 'video_68d7…' },
  },
  {
    method: 'post',
    path: '/api/trash/empty',
    operationId: 'emptyTrash',
    group: 'Work on a video',
    scope: 'create',
    summary: 'Empty the trash, a piece at a time',
    description:
      'Deletes up to 50 videos of the trash for good. Ask again until none remains. What is still under way stays until it ' +
      'has ended. The providers’ copies stay.',
    body: { json: 'EmptyTrashRequest' },
    answers: { 200: { description: 'What was done.', content: 'EmptiedTrash' } },
    errors: ['invalid_request', 'unsupported_media_type', 'too_large'],
  },
];
