import 'server-only';
import { createErrors, providerErrors } from '@/lib/openapi/create-errors';
import type { Operation } from '@/lib/openapi/operation';

const answer = { description: 'The new video, still to be made.', content: 'Video' } as const;
const answers = { 200: { ...answer, headers: ['openai-poll-after-ms'] } } as const;
const errors = [...createErrors, 'unsupported', 'not_found', 'not_ready', 'gone'] as const;

/** What OpenAI's API makes of a video that there is. */
export const fromVideoOperations: Operation[] = [
  {
    method: 'post',
    path: '/v1/videos/{id}/remix',
    operationId: 'remixVideo',
    group: 'Videos',
    scope: 'create',
    summary: 'Remix a video',
    description:
      'A new video with the settings of an earlier one and a new prompt. Where the provider has no remix of its own, the ' +
      'prompt goes out with the same images, and `firstframe.made_from` says so.',
    headers: ['Idempotency-Key'],
    body: { form: 'RemixVideoForm', json: 'RemixVideoRequest' },
    answers,
    errors,
    example: { prompt: 'The same, at night' },
    sdk: `const night = await client.videos.remix(video.id, { prompt: 'The same, at night' });`,
  },
  {
    method: 'post',
    path: '/v1/videos/edits',
    operationId: 'editVideo',
    group: 'Videos',
    scope: 'create',
    summary: 'Edit a video',
    description: 'Changes what the prompt says and keeps the rest, where the provider has that.',
    headers: ['Idempotency-Key'],
    body: { form: 'EditVideoForm', json: 'EditVideoRequest' },
    answers,
    errors,
    example: { prompt: 'Make the boat red', video: { id: 'video_…' } },
    sdk: `const red = await client.videos.edit({ prompt: 'Make the boat red', video: { id: video.id } });`,
  },
  {
    method: 'post',
    path: '/v1/videos/extensions',
    operationId: 'extendVideo',
    group: 'Videos',
    scope: 'create',
    summary: 'Extend a video',
    description:
      'Goes on where a video ends. Where the provider has no such call, a new video begins with the last frame, and ' +
      '`firstframe.made_from` says so.',
    headers: ['Idempotency-Key'],
    body: { form: 'ExtendVideoForm', json: 'ExtendVideoRequest' },
    answers,
    errors,
    example: { prompt: 'It drifts away', seconds: '4', video: { id: 'video_…' } },
    sdk: `const longer = await client.videos.extend({
  prompt: 'It drifts away',
  seconds: '4',
  video: { id: video.id },
});`,
  },
  {
    method: 'post',
    path: '/v1/videos/characters',
    operationId: 'createCharacter',
    group: 'Videos',
    scope: 'create',
    summary: 'Make a character',
    description: 'Passed on to a provider that has characters, and kept there alone.',
    body: { form: 'CreateCharacterForm' },
    answers: { 200: { description: 'The character.', content: 'Character' } },
    errors: [
      'invalid_request',
      'unsupported_media_type',
      'too_large',
      'unsupported',
      'submit_unconfirmed',
      ...providerErrors,
    ],
    example: { name: 'Mira', video: '@mira.mp4' },
    sdk: `const mira = await client.videos.createCharacter({ name: 'Mira', video: fs.createReadStream('mira.mp4') });`,
  },
  {
    method: 'get',
    path: '/v1/videos/characters/{id}',
    operationId: 'retrieveCharacter',
    group: 'Videos',
    scope: 'read',
    summary: 'Look at a character',
    answers: { 200: { description: 'The character.', content: 'Character' } },
    errors: ['not_found', 'unsupported', ...providerErrors],
    sdk: `const mira = await client.videos.getCharacter('char_…');`,
  },
];
