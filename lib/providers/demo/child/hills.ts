import { type Colour, colour, css, mix } from './colour.ts';
import { between } from './seeded-random.ts';
import { type Context, type Layer, paintLayer, profile, type Stage, shadeAt, traceBelow } from './stage.ts';

const snow = colour('#eef4ff');

type Ridge = {
  /** 0 far, 1 near. */
  depth: number;
  /** How far down the mean line lies, how far it swings, and how long a swing is, in pixels. */
  base: number;
  swing: number;
  wavelength: number;
  /** 0.4 for dunes, 0.6 for rock. */
  roughness: number;
  /** Sharp peaks with wide valleys between them. */
  isAlpine?: boolean;
  /** Height of the trees on it, in pixels; 0 for none. */
  trees?: number;
  /** Where it may end, because a nearer one covers what is below. */
  bottom?: number;
  /** How far down the snow reaches, of the swing. */
  snowcaps?: number;
};

/** A conifer, a little different every time. */
export function paintConifer(context: Context, random: () => number, x: number, foot: number, tall: number) {
  const wide = tall * between(random, 0.32, 0.44);
  const tiers = 7;
  context.beginPath();
  context.moveTo(x, foot - tall);
  for (const side of [1, -1]) {
    for (let step = 1; step <= tiers; step++) {
      const tier = side === 1 ? step : tiers + 1 - step;
      const reach = ((wide / 2) * tier) / tiers;
      const y = foot - tall + (tall * 0.93 * tier) / tiers;
      const outer = [x + side * reach * between(random, 0.8, 1.12), y + tall * 0.015] as const;
      const inner = [x + side * reach * 0.48, y - tall * 0.03] as const;
      for (const point of side === 1 ? [outer, inner] : [inner, outer]) context.lineTo(...point);
    }
  }
  context.closePath();
  context.fill();
  context.fillRect(x - tall * 0.014, foot - tall * 0.1, tall * 0.028, tall * 0.16);
}

/** Snow down to a ragged line, and blue shade on the faces that look away from the light. */
function paintSnowcaps(stage: Stage, context: Context, ridge: Ridge, heightAt: (x: number) => number) {
  const { random, palette, light, unit, width, margin } = stage;
  const { base, swing, snowcaps = 0, depth } = ridge;
  const edge = profile(random, unit * 0.045, 0.7, 4);
  const line = base - swing * (1 - snowcaps);
  const lit = mix(mix(snow, palette.light, 0.4), palette.haze, 0.2);
  const lowest = (x: number) => line + edge(x) * swing * 0.22 + (heightAt(x) - line) * 0.2;
  context.save();
  traceBelow(stage, context, heightAt, base + swing);
  context.clip();
  context.beginPath();
  context.moveTo(-margin, 0);
  for (let x = -margin; x <= width + margin; x += 2) context.lineTo(x, lowest(x));
  context.lineTo(width + margin, 0);
  context.fillStyle = css(lit, 0.92);
  context.fill();
  const away = light.x < width / 2 ? 1 : -1;
  const reach = unit * 0.012;
  for (let x = -margin; x < width + margin; x += 3) {
    const y = heightAt(x);
    const isPeak = y < heightAt(x - reach) && y < heightAt(x + reach);
    if (isPeak && y < line) paintFace(stage, context, { x, y }, away, Math.max(unit * 0.05, base - y), depth);
  }
  context.restore();
}

/** The shaded face below a peak: a jagged edge runs down from it, and beyond the edge lies shade. */
function paintFace(
  { random, palette, unit }: Stage,
  context: Context,
  peak: { x: number; y: number },
  away: number,
  tall: number,
  depth: number,
) {
  const shade = mix(shadeAt(palette, depth + 0.28), palette.sky[1] ?? palette.haze, 0.3);
  const fade = context.createLinearGradient(0, peak.y, 0, peak.y + tall);
  fade.addColorStop(0, css(shade, 0.6));
  fade.addColorStop(1, css(shade, 0));
  context.fillStyle = fade;
  context.beginPath();
  context.moveTo(peak.x, peak.y - unit * 0.01);
  const steps = 7;
  for (let step = 1; step <= steps; step++) {
    const aside = away * tall * (0.06 * step * (random() - 0.35) - 0.03 * (step % 2));
    context.lineTo(peak.x + aside, peak.y + (tall * step) / steps);
  }
  context.lineTo(peak.x + away * tall * 1.1, peak.y + tall);
  context.lineTo(peak.x + away * tall * 0.4, peak.y - unit * 0.01);
  context.fill();
}

/** A line of hills: mist at its foot, light along its crest. */
export function paintRidge(stage: Stage, ridge: Ridge): Layer {
  const { width, height, palette, random, plan, unit, light } = stage;
  const { depth, base, swing, wavelength, roughness, trees = 0, bottom = height * 1.12 } = ridge;
  const wave = profile(random, wavelength, roughness, depth < 0.5 ? 7 : 5);
  const line = ridge.isAlpine ? (x: number) => 0.92 - 2.2 * Math.abs(wave(x)) ** 1.15 : wave;
  const heightAt = (x: number) => base - swing * line(x);
  const body = shadeAt(palette, depth);
  const ground = plan.isSnowy && depth > 0.4 ? mix(body, snow, 0.22) : body;
  const shape = { top: base - swing * 1.7 - trees * 1.4, bottom, depth };
  return paintLayer(stage, shape, (context) => {
    const fill = context.createLinearGradient(0, base - swing, 0, base + swing + unit * 0.26);
    fill.addColorStop(0, css(ground));
    fill.addColorStop(1, css(mix(ground, palette.haze, 0.7 * (1 - depth ** 2))));
    traceBelow(stage, context, heightAt, bottom);
    context.fillStyle = fill;
    context.fill();
    if (ridge.snowcaps) paintSnowcaps(stage, context, ridge, heightAt);
    if (trees > 0) return paintTrees(stage, context, trees, body, heightAt);
    traceBelow(stage, context, heightAt, bottom);
    const rim = context.createRadialGradient(light.x, light.y, 0, light.x, light.y, width * 0.75);
    rim.addColorStop(0, css(palette.light, 0.5 * (1 - depth * 0.75)));
    rim.addColorStop(1, css(palette.light, 0));
    context.strokeStyle = rim;
    context.lineWidth = unit * 0.0022;
    context.stroke();
  });
}

function paintTrees(
  stage: Stage,
  context: Context,
  size: number,
  body: Colour,
  heightAt: (x: number) => number,
) {
  const { width, margin, palette, random, plan, unit } = stage;
  const grove = profile(random, unit * 0.6, 0.5, 3);
  for (let x = -margin; x < width + margin; x += size * between(random, 0.1, 0.3)) {
    const tall = size * between(random, 0.5, 1) * (0.7 + 0.5 * Math.max(0, grove(x)));
    const shade = mix(body, palette.near, between(random, 0.05, 0.35));
    context.fillStyle = css(plan.isSnowy ? mix(shade, snow, 0.09 * random()) : shade);
    paintConifer(context, random, x, heightAt(x) + tall * 0.06, tall);
  }
}

/** Ridges from far to near. Each reaches down only as far as the next one leaves it to be seen. */
export function paintRidges(stage: Stage, ridges: Ridge[]): Layer[] {
  return ridges.map((ridge, index) => {
    const next = ridges[index + 1];
    const bottom = next && next.base + next.swing * 1.5 + stage.unit * 0.06;
    return paintRidge(stage, { ...ridge, bottom });
  });
}

/** A sheet of mist lying between two ridges. */
export function paintMist(
  stage: Stage,
  centre: number,
  thickness: number,
  strength: number,
  depth: number,
): Layer {
  const { palette, width, margin, unit, random } = stage;
  const speed = between(random, 0.006, 0.014) * unit;
  const shape = { top: centre - thickness, bottom: centre + thickness, depth };
  return paintLayer(stage, { ...shape, drift: (seconds) => ({ x: seconds * speed, y: 0 }) }, (context) => {
    const sheet = context.createLinearGradient(0, centre - thickness, 0, centre + thickness);
    const shade = mix(palette.haze, palette.light, 0.18);
    for (let step = 0; step <= 10; step++) {
      sheet.addColorStop(step / 10, css(shade, strength * Math.sin((Math.PI * step) / 10) ** 2));
    }
    context.fillStyle = sheet;
    context.fillRect(-margin, centre - thickness, width + 2 * margin, 2 * thickness);
  });
}
