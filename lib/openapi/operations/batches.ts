import 'server-only';
import { z } from 'zod';
import { batchActions } from '@/lib/jobs/change-batch';
import { createErrors } from '@/lib/openapi/create-errors';
import type { Operation } from '@/lib/openapi/operation';

/** Many videos at once. */
export const batchOperations: Operation[] = [
  {
    method: 'post',
    path: '/api/batches',
    operationId: 'createBatch',
    group: 'Batches',
    scope: 'create',
    summary: 'Make many videos',
    description:
      'All items are checked first; if one is wrong, nothing is recorded. Then all are recorded at once and sent one after ' +
      'the other, so the answer waits for no provider. `Idempotency-Key` is required: the same key with the same request is ' +
      'answered with the same batch, for ever.',
    headers: ['Idempotency-Key'],
    body: { form: 'CreateBatchForm', json: 'CreateBatchRequest' },
    answers: { 200: { description: 'The batch, still to be sent.', content: 'Batch' } },
    errors: createErrors,
    example: {
      model: 'sora-2',
      seconds: '4',
      items: [{ prompt: 'A boat at dawn' }, { prompt: 'A boat at dusk', size: '720x1280' }],
    },
  },
  {
    method: 'get',
    path: '/api/batches',
    operationId: 'listBatches',
    group: 'Batches',
    scope: 'read',
    summary: 'List batches',
    answers: { 200: { description: 'All that are open, and the latest others.', content: 'BatchList' } },
  },
  {
    method: 'get',
    path: '/api/batches/{id}',
    operationId: 'retrieveBatch',
    group: 'Batches',
    scope: 'read',
    summary: 'Look at a batch',
    answers: { 200: { description: 'The batch as it is now.', content: 'Batch' } },
    errors: ['not_found'],
  },
  {
    method: 'post',
    path: '/api/batches/{id}/{action}',
    operationId: 'changeBatch',
    group: 'Batches',
    scope: 'create',
    summary: 'Pause, resume or cancel',
    description:
      '`pause` sends nothing more of it until `resume`, also after a restart. `cancel` ends every video that was not sent; ' +
      'nothing was charged for those. What was sent goes on in any case.',
    parameters: { action: z.enum(batchActions) },
    answers: { 200: { description: 'The batch as it is now.', content: 'Batch' } },
    errors: ['not_found'],
  },
];
