import 'server-only';
import { z } from 'zod';

const size = z.string().regex(/^[1-9]\d*x[1-9]\d*$/, 'must be WIDTHxHEIGHT, such as 1280x720');

/** Allowed numbers: a list, or a range, or (with neither) any. */
export const limits = z.strictObject({
  values: z.array(z.number().positive()).min(1).optional(),
  minimum: z.number().positive().optional(),
  maximum: z.number().positive().optional(),
  step: z.number().positive().optional(),
});

/** Where one choice leaves fewer of another. */
const condition = z.strictObject({
  when: z.strictObject({
    sizes: z.array(size).optional(),
    seconds: z.array(z.number()).optional(),
    hasReference: z.boolean().optional(),
  }),
  sizes: z.array(size).optional(),
  seconds: z.array(z.number()).optional(),
});

/** As ISO 4217 spells it. */
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'must be three capital letters, such as USD');

const price = z.strictObject({
  currency: currencyCode,
  perSecond: z.number().nonnegative().optional(),
  perVideo: z.number().nonnegative().optional(),
  perSecondBySize: z.record(size, z.number().nonnegative()).optional(),
});

/** What a model can take. What is left out is not limited; a price that is left out is unknown. */
export const capability = z.strictObject({
  sizes: z.array(size).optional(),
  defaultSize: size.optional(),
  seconds: limits.optional(),
  defaultSeconds: z.number().positive().optional(),
  fps: limits.optional(),
  conditions: z.array(condition).optional(),
  /** Which of the dialect's references this model takes; left out: all. */
  referenceRoles: z.array(z.enum(['first_frame', 'last_frame', 'reference'])).optional(),
  price: price.optional(),
});
