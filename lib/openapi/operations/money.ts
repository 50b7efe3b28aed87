import 'server-only';
import type { ErrorCode } from '@/lib/errors';
import { namePriceQuery } from '@/lib/jobs/prices';
import { spendingQuery } from '@/lib/jobs/spending-totals';
import type { Operation } from '@/lib/openapi/operation';

const bodyErrors: readonly ErrorCode[] = ['invalid_request', 'unsupported_media_type', 'too_large'];

/** What models cost, what was spent, and what may be. */
export const moneyOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/prices',
    operationId: 'listPrices',
    group: 'Money',
    scope: 'read',
    summary: 'List the prices that people set',
    description: 'What a model costs in the end, whoever says so, is in `GET /v1/models`.',
    answers: { 200: { description: 'All of them.', content: 'PriceList' } },
  },
  {
    method: 'put',
    path: '/api/prices',
    operationId: 'setPrice',
    group: 'Money',
    scope: 'admin',
    summary: 'Set what a model costs',
    description: 'In place of what the provider’s dialect states. It holds for what is sent from now on.',
    body: { json: 'SetPriceRequest' },
    answers: { 200: { description: 'The price.', content: 'Price' } },
    errors: [...bodyErrors, 'not_found'],
    example: { provider: 'openai', model: 'sora-2', currency: 'USD', per_second: 0.1 },
  },
  {
    method: 'delete',
    path: '/api/prices',
    operationId: 'removePrice',
    group: 'Money',
    scope: 'admin',
    summary: 'Go back to the price that the dialect states',
    query: namePriceQuery,
    answers: { 200: { description: 'Done.', content: 'DeletedPrice' } },
    errors: ['invalid_request', 'not_found'],
  },
  {
    method: 'get',
    path: '/api/spending',
    operationId: 'readSpending',
    group: 'Money',
    scope: 'read',
    summary: 'What was spent',
    description:
      'Of every paid request that was sent, also where its video is deleted. Refused ones are not in it; ones that may have ' +
      'been charged, and ones of unknown price, are counted by themselves.',
    query: spendingQuery,
    answers: { 200: { description: 'Totals, each of one currency.', content: 'Spending' } },
    errors: ['invalid_request'],
  },
  {
    method: 'get',
    path: '/api/spending/limit',
    operationId: 'readDailyLimit',
    group: 'Money',
    scope: 'read',
    summary: 'What may be spent today, and what was',
    answers: { 200: { description: 'The limit and the day.', content: 'DailyLimit' } },
  },
  {
    method: 'put',
    path: '/api/spending/limit',
    operationId: 'setDailyLimit',
    group: 'Money',
    scope: 'admin',
    summary: 'Set what may be spent in a day',
    description: 'What waited for it is looked at again at once.',
    body: { json: 'SetDailyLimitRequest' },
    answers: { 200: { description: 'The limit and the day.', content: 'DailyLimit' } },
    errors: bodyErrors,
    example: { amount: 5, currency: 'USD' },
  },
  {
    method: 'delete',
    path: '/api/spending/limit',
    operationId: 'liftDailyLimit',
    group: 'Money',
    scope: 'admin',
    summary: 'Lift the daily limit',
    answers: { 200: { description: 'The day, without a limit.', content: 'DailyLimit' } },
    errors: ['invalid_request'],
  },
];
