import { type Framing, framingLimits, type Pixels } from '@/lib/media/framing';

/** A place in pixels of the frame, from its centre. */
export type Place = { x: number; y: number };

/** Moves the image by so many pixels of the frame. */
export function panBy(framing: Framing, frame: Pixels, { x, y }: Place): Framing {
  return { ...framing, x: framing.x + x / frame.width, y: framing.y + y / frame.height };
}

/** Makes the image so many times as large about a place, which stays where it is. */
export function zoomAbout(framing: Framing, frame: Pixels, factor: number, { x, y }: Place): Framing {
  const { leastZoom, mostZoom } = framingLimits;
  const least = framing.fit === 'crop' ? 1 : leastZoom;
  const zoom = Math.min(mostZoom, Math.max(least, framing.zoom * factor));
  const grown = zoom / framing.zoom;
  const from = { x: x / frame.width, y: y / frame.height };
  return {
    ...framing,
    zoom,
    x: from.x + (framing.x - from.x) * grown,
    y: from.y + (framing.y - from.y) * grown,
  };
}

/** Turns the image about the frame's centre, clockwise. */
export function turnBy(framing: Framing, frame: Pixels, degrees: number): Framing {
  const angle = (degrees / 180) * Math.PI;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const at = { x: framing.x * frame.width, y: framing.y * frame.height };
  return {
    ...framing,
    turn: framing.turn + degrees,
    x: (at.x * cosine - at.y * sine) / frame.width,
    y: (at.x * sine + at.y * cosine) / frame.height,
  };
}

/** The quarter turns in a turn, and what is left of it: at most half a quarter. */
export function splitTurn(turn: number): { quarter: number; fine: number } {
  const quarter = Math.round(turn / 90) * 90;
  return { quarter, fine: turn - quarter };
}

/** Width and height of an image as they stand once it is turned, to the nearest quarter. */
export function turnedShape({ width, height }: Pixels, turn: number): Pixels {
  return splitTurn(turn).quarter % 180 === 0 ? { width, height } : { width: height, height: width };
}

function middleOf(places: readonly Place[]): Place {
  const sum = places.reduce((one, other) => ({ x: one.x + other.x, y: one.y + other.y }), { x: 0, y: 0 });
  return { x: sum.x / places.length, y: sum.y / places.length };
}

/** Follows fingers from where they were to where they are: they carry the image, and two also stretch it. */
export function follow(
  framing: Framing,
  frame: Pixels,
  before: readonly Place[],
  after: readonly Place[],
): Framing {
  if (before.length === 0 || before.length !== after.length) return framing;
  const [from, to] = [middleOf(before), middleOf(after)];
  const carried = panBy(framing, frame, { x: to.x - from.x, y: to.y - from.y });
  const spread = (places: readonly Place[], { x, y }: Place) =>
    places.reduce((sum, place) => sum + Math.hypot(place.x - x, place.y - y), 0);
  const apart = spread(before, from);
  return apart < 1 ? carried : zoomAbout(carried, frame, spread(after, to) / apart, to);
}

/** What a key does to the image, with Shift in large steps; `null` for one that does nothing. */
export function moveByKey(
  framing: Framing,
  frame: Pixels,
  { key, shiftKey }: { key: string; shiftKey: boolean },
): Framing | null {
  const step = Math.max(frame.width, frame.height) * (shiftKey ? 0.1 : 0.01);
  const grow = shiftKey ? 1.25 : 1.05;
  const middle = { x: 0, y: 0 };
  switch (key) {
    case 'ArrowLeft':
      return panBy(framing, frame, { x: -step, y: 0 });
    case 'ArrowRight':
      return panBy(framing, frame, { x: step, y: 0 });
    case 'ArrowUp':
      return panBy(framing, frame, { x: 0, y: -step });
    case 'ArrowDown':
      return panBy(framing, frame, { x: 0, y: step });
    // The plus of most keyboards is above the equals sign, the minus beside it.
    case '+':
    case '=':
      return zoomAbout(framing, frame, grow, middle);
    case '-':
    case '_':
      return zoomAbout(framing, frame, 1 / grow, middle);
    case 'r':
      return turnBy(framing, frame, 90);
    case 'R':
      return turnBy(framing, frame, -90);
    default:
      return null;
  }
}
