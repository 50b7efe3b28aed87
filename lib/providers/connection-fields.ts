import 'server-only';
import { z } from 'zod';
import { findBaseUrlFault } from './base-url';

/** An address as people enter it. */
export const baseUrl = z
  .string('must be text')
  .max(2_000, 'is too long')
  .superRefine((text, context) => {
    const message = findBaseUrlFault(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });

/** A key as people enter it. A header carries it, so a line break in it would be a header of its own. */
export const apiKey = z
  .string('must be text')
  .trim()
  .min(1, 'must not be empty')
  .max(8_000, 'is too long')
  .regex(/^[\x21-\x7e]+$/, 'holds a space, a line break or a letter that no header can carry')
  .nullable()
  .optional();
