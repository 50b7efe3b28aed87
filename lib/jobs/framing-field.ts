import 'server-only';
import { z } from 'zod';
import { colourPattern, defaultFraming, type Framing, fits, framingLimits } from '@/lib/media/framing';
import { parseJson } from '@/lib/parse-json';

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

/** An object, or its JSON as text, as a form has it. What is no JSON is refused as what it is, a text. */
export const framingField = z
  .preprocess((value) => {
    if (typeof value !== 'string') return value;
    if (value.trim() === '') return undefined;
    try {
      return parseJson(value);
    } catch {
      return value;
    }
  }, shape.optional())
  .transform((framing): Framing | undefined => framing);
