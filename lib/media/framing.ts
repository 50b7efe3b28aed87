/**
 * How an image is laid into a frame of exact pixels. Pure, and shared by the browser, which draws what is sent, and by
 * the child process, which draws it for callers of the API; plain Node reads this file.
 */

/** `crop` fills the frame; `blur` and `colour` show the whole image and fill what is left; `none` sends it as it is. */
export const fits = ['crop', 'blur', 'colour', 'none'] as const;
export type Fit = (typeof fits)[number];

export type Framing = {
  fit: Fit;
  /** What is behind the image with `colour`: `#rrggbb`. */
  colour: string;
  /** Where the image's centre is, from the frame's centre: parts of the frame's width and height. */
  x: number;
  y: number;
  /** 1 is as large as the fit makes it. */
  zoom: number;
  /** Degrees clockwise. */
  turn: number;
};

/** Width and height in whole pixels; of an image they are as people see it, upright. */
export type Pixels = { width: number; height: number };

/** Where an image is drawn: its centre from the frame's upper left corner, frame pixels for one of its own, radians. */
export type Placement = { x: number; y: number; scale: number; angle: number };

/** The part of an image that is needed, in its own pixels, and in how many pixels that has to be there. */
export type Source = Pixels & { left: number; top: number; drawn: Pixels };

type Point = { x: number; y: number };

/** What is done where nobody has chosen: the frame is filled about the image's centre. */
export const defaultFraming: Framing = { fit: 'crop', colour: '#000000', x: 0, y: 0, zoom: 1, turn: 0 };

export const colourPattern = /^#[0-9a-f]{6}$/i;
/** The limits of what a framing may say; where the image can be is narrower, and comes from {@link clampFraming}. */
export const framingLimits = { offset: 20, leastZoom: 0.1, mostZoom: 10, turn: 360 } as const;

/** So little is left out that nobody sees it: a ratio that differs by rounding alone. */
const leastCrop = 0.005;
/** An image is brought in with so many pixels for each one that is drawn: enough to smooth, and no more. */
const oversampling = 2;
/** The whole image is never brought in with more than this, which is 4,096 × 4,096. */
const mostWorkingPixels = 16_777_216;

/** `1280x720` in numbers; `null` for anything else. */
export function parsePixels(size: string | null | undefined): Pixels | null {
  const match = /^([1-9]\d{0,4})x([1-9]\d{0,4})$/.exec(size ?? '');
  return match && { width: Number(match[1]), height: Number(match[2]) };
}

/** A framing that came from outside, as a draft of an earlier visit; `null` where it is none. */
export function readFraming(value: unknown): Framing | null {
  if (typeof value !== 'object' || value === null) return null;
  const { fit, colour, x, y, zoom, turn } = value as Record<keyof Framing, unknown>;
  const isWithin = (number: unknown, least: number, most: number): number is number =>
    typeof number === 'number' && number >= least && number <= most;
  const { offset, leastZoom, mostZoom, turn: mostTurn } = framingLimits;
  const isSound =
    fits.includes(fit as Fit) &&
    typeof colour === 'string' &&
    colourPattern.test(colour) &&
    isWithin(x, -offset, offset) &&
    isWithin(y, -offset, offset) &&
    isWithin(zoom, leastZoom, mostZoom) &&
    isWithin(turn, -mostTurn, mostTurn);
  return isSound ? { fit: fit as Fit, colour, x, y, zoom, turn } : null;
}

/** Degrees as the turn from upright that is shortest: more than -180, and 180 at most. */
export function normaliseTurn(degrees: number): number {
  const turned = ((degrees % 360) + 360) % 360;
  return turned > 180 ? turned - 360 : turned;
}

function rotate({ x, y }: Point, angle: number): Point {
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  return { x: x * cosine - y * sine, y: x * sine + y * cosine };
}

/** What stands upright about something turned. */
function around({ width, height }: Pixels, angle: number): Pixels {
  const [cosine, sine] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  return { width: width * cosine + height * sine, height: width * sine + height * cosine };
}

const radians = (degrees: number) => (degrees / 180) * Math.PI;
const within = (value: number, most: number) => Math.min(most, Math.max(-most, value));

/** Frame pixels for one of the image's at zoom 1: it covers the frame with `crop`, and fits into it otherwise. */
function unitScale(image: Pixels, frame: Pixels, { fit, turn }: Framing): number {
  const angle = radians(turn);
  if (fit === 'crop') {
    const needed = around(frame, angle);
    return Math.max(needed.width / image.width, needed.height / image.height);
  }
  const taken = around(image, angle);
  return Math.min(frame.width / taken.width, frame.height / taken.height);
}

/** The nearest place at which the turned image still covers the frame, from the frame's centre. */
function clampCovering(image: Pixels, frame: Pixels, at: Point, { scale, angle }: Placement): Point {
  const needed = around(frame, angle);
  // Seen from the image, it is the frame that moves; its corners have to stay on the image.
  const seen = rotate(at, -angle);
  const inside = {
    x: within(seen.x, Math.max(0, (image.width * scale - needed.width) / 2)),
    y: within(seen.y, Math.max(0, (image.height * scale - needed.height) / 2)),
  };
  return rotate(inside, angle);
}

/**
 * The framing as it can be carried out. With `crop` the frame stays covered. Otherwise an image that is smaller than the
 * frame stays inside it, and one that is larger leaves no more room than it must.
 */
export function clampFraming(image: Pixels, frame: Pixels, framing: Framing): Framing {
  const { leastZoom, mostZoom } = framingLimits;
  const turn = normaliseTurn(framing.turn);
  const least = framing.fit === 'crop' ? 1 : leastZoom;
  const zoom = Math.min(mostZoom, Math.max(least, framing.zoom));
  const turned = { ...framing, turn, zoom };
  const scale = unitScale(image, frame, turned) * zoom;
  const angle = radians(turn);
  const at = { x: framing.x * frame.width, y: framing.y * frame.height };
  if (framing.fit === 'crop') {
    const { x, y } = clampCovering(image, frame, at, { ...at, scale, angle });
    return { ...turned, x: x / frame.width, y: y / frame.height };
  }
  const taken = around({ width: image.width * scale, height: image.height * scale }, angle);
  return {
    ...turned,
    x: within(at.x, Math.abs(taken.width - frame.width) / 2) / frame.width,
    y: within(at.y, Math.abs(taken.height - frame.height) / 2) / frame.height,
  };
}

/** Where a framing puts the image; it is carried out as {@link clampFraming} makes it. */
export function placeImage(image: Pixels, frame: Pixels, framing: Framing): Placement {
  const { x, y, zoom, turn, ...rest } = clampFraming(image, frame, framing);
  return {
    x: frame.width * (0.5 + x),
    y: frame.height * (0.5 + y),
    scale: unitScale(image, frame, { x, y, zoom, turn, ...rest }) * zoom,
    angle: radians(turn),
  };
}

/** A point of the frame in the image's own pixels. */
function toImage(point: Point, image: Pixels, { x, y, scale, angle }: Placement): Point {
  const seen = rotate({ x: point.x - x, y: point.y - y }, -angle);
  return { x: seen.x / scale + image.width / 2, y: seen.y / scale + image.height / 2 };
}

/** The four corners of the frame in the image's own pixels, in their order around it. */
export function cornersInImage(image: Pixels, frame: Pixels, placement: Placement): Point[] {
  const { width, height } = frame;
  const corners = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ];
  return corners.map((corner) => toImage(corner, image, placement));
}

/** What is left of a polygon on one side of a line across it (Sutherland and Hodgman, 1974). */
function cut(polygon: Point[], axis: 'x' | 'y', edge: number, sign: 1 | -1): Point[] {
  const isIn = (point: Point) => sign * (point[axis] - edge) >= 0;
  return polygon.flatMap((point, index) => {
    const before = polygon.at(index - 1) ?? point;
    if (isIn(before) === isIn(point)) return isIn(point) ? [point] : [];
    const part = (edge - before[axis]) / (point[axis] - before[axis]);
    const crossing = { x: before.x + (point.x - before.x) * part, y: before.y + (point.y - before.y) * part };
    return isIn(point) ? [crossing, point] : [crossing];
  });
}

/** How much of the image does not come into the frame, as a part of 1. */
export function leftOut(image: Pixels, frame: Pixels, framing: Framing): number {
  if (framing.fit === 'none') return 0;
  const corners = cornersInImage(image, frame, placeImage(image, frame, framing));
  const seen = cut(cut(cut(cut(corners, 'x', 0, 1), 'x', image.width, -1), 'y', 0, 1), 'y', image.height, -1);
  const doubled = seen.reduce((sum, point, index) => {
    const before = seen.at(index - 1) ?? point;
    return sum + before.x * point.y - point.x * before.y;
  }, 0);
  return Math.min(1, Math.max(0, 1 - Math.abs(doubled) / 2 / (image.width * image.height)));
}

/** Whether something of the image is left out that somebody could miss. */
export function isCropped(image: Pixels, frame: Pixels, framing: Framing): boolean {
  return leftOut(image, frame, framing) >= leastCrop;
}

/** Whether the framing changes nothing of an image that has the frame's very pixels. */
export function isAsItIs(image: Pixels, frame: Pixels, framing: Framing): boolean {
  if (framing.fit === 'none') return true;
  const { x, y, scale, angle } = placeImage(image, frame, framing);
  const isSame = image.width === frame.width && image.height === frame.height;
  return isSame && x === frame.width / 2 && y === frame.height / 2 && scale === 1 && angle === 0;
}

/** What of the image has to be decoded to draw it, and how large. It grows with the frame, not with the image. */
export function sourceOf(image: Pixels, frame: Pixels, framing: Framing): Source {
  const placement = placeImage(image, frame, framing);
  const wanted = Math.min(1, placement.scale * oversampling);
  const corners = cornersInImage(image, frame, placement);
  const margin = 4 / wanted;
  const span = (axis: 'x' | 'y', length: number) => {
    const places = corners.map((corner) => corner[axis]);
    const from = Math.max(0, Math.floor(Math.min(...places) - margin));
    return [from, Math.min(length, Math.ceil(Math.max(...places) + margin)) - from] as const;
  };
  const [left, width] = span('x', image.width);
  const [top, height] = span('y', image.height);
  // The blurred copy behind it is made of the whole image. Where most of it is needed, all of it costs no more.
  const isWhole = framing.fit === 'blur' || width * height > 0.7 * image.width * image.height;
  const part = isWhole
    ? { left: 0, top: 0, width: image.width, height: image.height }
    : { left, top, width, height };
  const most = Math.sqrt(mostWorkingPixels / (part.width * part.height));
  // Nearly all pixels are as good as all, and come through untouched.
  const ratio = Math.min(1, wanted > 0.75 ? 1 : wanted, most);
  const drawn = {
    width: Math.max(1, Math.round(part.width * ratio)),
    height: Math.max(1, Math.round(part.height * ratio)),
  };
  return { ...part, drawn };
}
