/** A colour in OKLab, where mixing looks as the eye expects (Björn Ottosson, 2020). */
export type Colour = readonly [lightness: number, a: number, b: number];

const toLinear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const fromLinear = (value: number) =>
  value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;

/** `#rrggbb` as a colour. */
export function colour(hex: string): Colour {
  const number = Number.parseInt(hex.slice(1), 16);
  const [r, g, b] = [16, 8, 0].map((shift) => toLinear(((number >> shift) & 255) / 255)) as [
    number,
    number,
    number,
  ];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** The colour on the way from one to another, `amount` of it gone. */
export function mix(from: Colour, to: Colour, amount: number): Colour {
  return [0, 1, 2].map(
    (index) => (from[index] ?? 0) * (1 - amount) + (to[index] ?? 0) * amount,
  ) as unknown as Colour;
}

/** The colour with its hue turned by so many radians. */
export function turnHue([lightness, a, b]: Colour, radians: number): Colour {
  const [cosine, sine] = [Math.cos(radians), Math.sin(radians)];
  return [lightness, a * cosine - b * sine, a * sine + b * cosine];
}

/** The colour as a canvas wants it. */
export function css([lightness, a, b]: Colour, alpha = 1): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((value) => Math.round(255 * Math.min(1, Math.max(0, fromLinear(Math.max(0, value))))));
  return `rgba(${channels.join(',')},${alpha})`;
}
