import 'server-only';
import { z } from 'zod';

/** How many tags a video may have. */
export const mostTags = 20;

/** A name that people give: a tag or a project, as it is kept. */
function nameOf(longest: number) {
  return z
    .string('must be text')
    .transform((text) => text.toWellFormed().normalize('NFC').replace(/\s+/gu, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, 'must not be empty')
        .refine((text) => [...text].length <= longest, `may be ${longest} characters long`)
        .refine((text) => !/\p{Cc}/u.test(text), 'must not have control characters'),
    );
}

export const tagSchema = nameOf(40);
export const projectNameSchema = nameOf(80);

/** By it equal names are found, in capitals or not. */
export function markKey(name: string): string {
  return name.toWellFormed().normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();
}
