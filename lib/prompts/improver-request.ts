import 'server-only';
import { z } from 'zod';
import { apiKey, baseUrl } from '@/lib/providers/connection-fields';
import { longestPrompt } from './wire';

const model = z.string('must be text').trim().min(1, 'is required').max(200, 'is too long');

/** `PUT /api/prompt-improver`. An absent key stays, at its own origin; `null` takes it away. */
export const improverSchema = z.strictObject({
  base_url: baseUrl,
  api_key: apiKey,
  model,
  instruction: z
    .string('must be text, or null')
    .trim()
    .min(1, 'must not be empty; null is the studio’s own')
    .max(8_000, 'may be 8,000 characters long')
    .nullable()
    .default(null),
});

/** `POST /api/prompt-improvements`. */
export const improvementSchema = z.strictObject({
  prompt: z
    .string('must be text')
    .max(longestPrompt, 'is too long')
    .refine((words) => words.trim() !== '', 'is required'),
  has_first_frame: z.boolean('must be true or false').default(false),
  model: z.string('must be text').max(200, 'is too long').optional(),
  language: z
    .string('must be text')
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, 'must be a language such as en or zh-CN')
    .max(35, 'is too long')
    .optional(),
});

export type Improvement = z.infer<typeof improvementSchema>;
