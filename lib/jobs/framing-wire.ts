import { z } from 'zod/mini';
import { fits } from '@/lib/media/framing';

/** How the studio lays an image into the frame, where that was asked of it. */
export const framingSchema = z.object({
  fit: z.enum(fits),
  colour: z.string(),
  x: z.number(),
  y: z.number(),
  zoom: z.number(),
  turn: z.number(),
});
