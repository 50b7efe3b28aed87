import 'server-only';
import { z } from 'zod';

/** An id that can be the name of a folder. */
export const videoIdSchema = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, 'must be the id of a video');
