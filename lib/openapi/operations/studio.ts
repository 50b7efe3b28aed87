import 'server-only';
import { z } from 'zod';
import { newsQuerySchema } from '@/lib/jobs/news';
import { referenceQuerySchema } from '@/lib/jobs/receive-reference';
import { asHead, fileAnswers, type Operation } from '@/lib/openapi/operation';

const reference: Operation = {
  method: 'get',
  path: '/api/references/{file}',
  operationId: 'downloadReference',
  group: 'Studio',
  scope: 'read',
  summary: 'Download an image that a video was given',
  description: 'Its address is in `firstframe.asked.references`, and never changes what it answers.',
  ...fileAnswers(['image/png', 'image/jpeg', 'image/webp']),
  errors: ['not_found', 'gone', 'range_not_satisfiable'],
};

const zipAnswers: Operation['answers'] = {
  200: {
    description: 'The zip.',
    content: { types: ['application/zip'] },
    headers: ['Content-Length', 'Content-Disposition'],
  },
};

/** The studio itself. */
export const studioOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/health',
    operationId: 'checkHealth',
    group: 'Studio',
    scope: 'open',
    summary: 'Whether each part can do its work',
    answers: {
      200: { description: 'All is well.', content: 'Health' },
      503: { description: 'Something is not.', content: 'Health' },
    },
  },
  {
    method: 'get',
    path: '/api/news',
    operationId: 'readNews',
    group: 'Studio',
    scope: 'read',
    summary: 'What came to its end since',
    description: 'Outside the trash, and without what a person cancelled. For whoever looks in again.',
    query: newsQuerySchema,
    answers: { 200: { description: 'How many, and the newest.', content: 'News' } },
    errors: ['invalid_request'],
  },
  {
    method: 'get',
    path: '/api/references',
    operationId: 'listReferences',
    group: 'Studio',
    scope: 'read',
    summary: 'List the images that videos were given',
    description: 'Each once, with those that were uploaded by themselves; the last used first.',
    query: referenceQuerySchema,
    answers: { 200: { description: 'A page of them.', content: 'ReferenceList' } },
    errors: ['invalid_request'],
  },
  {
    method: 'post',
    path: '/api/references',
    operationId: 'keepReference',
    group: 'Studio',
    scope: 'create',
    summary: 'Keep an image before there is a video for it',
    description:
      'By its file, or by its address, from which the studio fetches it. What the answer names as `url` may be given as ' +
      'an image of a create. It is deleted when no video has been given it for a week.',
    body: { form: 'KeepReferenceForm', json: 'KeepReferenceRequest' },
    answers: { 200: { description: 'The image, upright and without metadata.', content: 'Reference' } },
    errors: ['invalid_request', 'unsupported_media_type', 'too_large', 'rate_limited', 'storage_full'],
    example: { url: 'https://pictures.example/boat.png' },
  },
  reference,
  asHead(reference),
  {
    method: 'get',
    path: '/api/export',
    operationId: 'exportLibrary',
    group: 'Studio',
    scope: 'read',
    summary: 'Export videos',
    description:
      'One zip of the finished videos, with all that is known of them and the images they were given.',
    query: z.object({
      ids: z.string().optional(),
      selection: z.string().optional(),
    }),
    answers: zipAnswers,
    errors: ['not_found'],
  },
  {
    method: 'post',
    path: '/api/export',
    operationId: 'keepSelection',
    group: 'Studio',
    scope: 'read',
    summary: 'Name more videos to export than an address holds',
    description:
      'At most 5,000. What the answer names as `url` exports those of them that are finished, for ten minutes.',
    body: { form: 'ExportVideosForm', json: 'ExportVideosRequest' },
    answers: { 200: { description: 'Where the zip is.', content: 'KeptSelection' } },
    errors: ['invalid_request', 'unsupported_media_type', 'too_large', 'rate_limited'],
    example: { ids: 'video_68d7…,video_68d8…' },
  },
  {
    method: 'post',
    path: '/api/import',
    operationId: 'importLibrary',
    group: 'Studio',
    scope: 'admin',
    summary: 'Import videos',
    description: 'Adds what is not here yet. Each video is taken whole and as its checksums say, or refused.',
    body: { bytes: 'application/zip' },
    answers: { 200: { description: 'What was done.', content: 'ImportReport' } },
    errors: ['invalid_request', 'unsupported_media_type', 'storage_full'],
  },
  {
    method: 'get',
    path: '/openapi.json',
    operationId: 'readOpenapi',
    group: 'Studio',
    scope: 'read',
    summary: 'This document',
    description: 'OpenAPI 3.1, of this very version.',
    ...fileAnswers(['application/json']),
    errors: ['range_not_satisfiable'],
  },
];
