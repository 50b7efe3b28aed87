import 'server-only';
import { z } from 'zod';
import { colourPattern, defaultFraming, type Framing, fits, framingLimits } from '@/lib/media/framing';
import { orJsonText } from './or-json-text';

const { offset, leastZoom, mostZoom, turn } = framingLimits;

/** A number as JSON or as the text of a multipart part. */
function number(least: number, most: number, fallback: number) {
  const words = `must be a number from ${least} to ${most}`;
  return z.coerce.number(words).min(least, words).max(most, words).default(fallback);
}

/** `framing`, each part of which may be left out. */
const shape = z.strictObject(
  {
    fit: z.enum(fits, 'must be crop, blur, colour or none').default(defaultFraming.fit),
    colour: z
      .string('must be a colour such as #1a2b3c')
      .regex(colourPattern, 'must be a colour such as #1a2b3c')
      .default(defaultFraming.colour),
    x: number(-offset, offset, defaultFraming.x),
    y: number(-offset, offset, defaultFraming.y),
    zoom: number(leastZoom, mostZoom, defaultFraming.zoom),
    turn: number(-turn, turn, defaultFraming.turn),
  },
  {
    error: ({ code }) =>
      code === 'unrecognized_keys' ? undefined : 'must be an object such as {"fit": "blur"}',
  },
);

export const framingField = z
  .preprocess(orJsonText, shape.optional())
  .transform((framing): Framing | undefined => framing);
