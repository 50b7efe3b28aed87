import { css, mix } from './colour.ts';
import { paintRidge } from './hills.ts';
import { between } from './seeded-random.ts';
import { type Context, type Layer, paintLayer, profile, type Stage, traceBelow } from './stage.ts';

/** The shaded face of a dune: an edge winds down from the crest, and dims towards the side away from the light. */
function paintShadow(stage: Stage, context: Context, crest: { x: number; y: number }, strength: number) {
  const { width, unit, light, palette, random } = stage;
  const away = light.x < crest.x ? 1 : -1;
  const reach = unit * between(random, 0.42, 0.6);
  const { x, y } = crest;
  const shadow = context.createLinearGradient(x, y, x + away * reach * 0.55, y + reach * 0.9);
  shadow.addColorStop(0, css(palette.near, strength));
  shadow.addColorStop(0.5, css(palette.near, strength * 0.5));
  shadow.addColorStop(1, css(palette.near, 0));
  context.fillStyle = shadow;
  context.beginPath();
  context.moveTo(x, y - unit * 0.01);
  context.bezierCurveTo(
    x - away * reach * 0.1,
    y + reach * 0.16,
    x + away * reach * 0.42,
    y + reach * 0.2,
    x + away * reach * 0.1,
    y + reach * 0.42,
  );
  context.bezierCurveTo(
    x - away * reach * 0.25,
    y + reach * 0.66,
    x - away * reach * 0.6,
    y + reach * 0.74,
    x - away * reach * 0.7,
    y + reach * 1.1,
  );
  context.lineTo(x + away * width, y + reach * 1.1);
  context.lineTo(x + away * width, y - unit * 0.2);
  context.lineTo(x, y - unit * 0.2);
  context.fill();
}

/** The tops of a line, no two nearer than `apart`. */
function findCrests(stage: Stage, heightAt: (x: number) => number, apart: number) {
  const crests: { x: number; y: number }[] = [];
  for (let x = -stage.margin; x < stage.width + stage.margin; x += 4) {
    const y = heightAt(x);
    const isTop = y < heightAt(x - 4) && y <= heightAt(x + 4);
    if (isTop && x - (crests.at(-1)?.x ?? -Infinity) > apart) crests.push({ x, y });
  }
  return crests;
}

function paintDune(stage: Stage, depth: number, bottom: number): Layer {
  const { width, height, margin, palette, random, unit, horizon } = stage;
  const base = horizon + (height - horizon) * (0.03 + 0.74 * depth ** 1.2);
  const swing = unit * (0.04 + 0.09 * depth);
  const line = profile(random, unit * (0.75 + 0.8 * depth), 0.28, 3);
  const heightAt = (x: number) => base - swing * line(x);
  const warm = mix(mix(palette.haze, palette.light, 0.22), palette.sky.at(-1) ?? palette.haze, 0.3);
  const sand = mix(warm, palette.near, 0.1 + 0.42 * depth);
  return paintLayer(stage, { top: base - swing * 1.8, bottom, depth: 0.15 + 0.8 * depth }, (context) => {
    const fill = context.createLinearGradient(0, base - swing, 0, base + swing + unit * 0.34);
    fill.addColorStop(0, css(mix(sand, palette.light, 0.22)));
    fill.addColorStop(1, css(mix(sand, palette.near, 0.34)));
    traceBelow(stage, context, heightAt, bottom);
    context.fillStyle = fill;
    context.fill();
    context.save();
    context.clip();
    for (const crest of findCrests(stage, heightAt, unit * 0.5))
      paintShadow(stage, context, crest, 0.34 + 0.24 * depth);
    // Ripples that the wind has drawn.
    context.lineWidth = unit * 0.0012;
    for (let row = 1; row < 30 * depth; row++) {
      const below = row * unit * 0.016 * (0.45 + depth);
      context.strokeStyle = css(palette.near, 0.08 * (1 - row / 30));
      context.beginPath();
      for (let x = -margin; x <= width + margin; x += 6) {
        context.lineTo(x, heightAt(x) + below + Math.sin(x / (unit * 0.028) + row * 2) * unit * 0.002);
      }
      context.stroke();
    }
    context.restore();
    context.strokeStyle = css(palette.light, 0.3);
    context.lineWidth = unit * 0.0016;
    context.beginPath();
    for (let x = -margin; x <= width + margin; x += 3) context.lineTo(x, heightAt(x));
    context.stroke();
  });
}

/** Dunes before far mesas. */
export function paintDesert(stage: Stage): Layer[] {
  const { horizon, unit, height } = stage;
  const far = {
    depth: 0.22,
    base: horizon + unit * 0.005,
    swing: unit * 0.05,
    wavelength: unit * 0.9,
    roughness: 0.55,
  };
  const dunes = [0.05, 0.3, 0.6, 0.95].map((depth, index, all) => {
    const next = all[index + 1];
    const bottom =
      next === undefined
        ? height * 1.12
        : horizon + (height - horizon) * (0.03 + 0.74 * next ** 1.2) + unit * 0.2;
    return paintDune(stage, depth, bottom);
  });
  return [paintRidge(stage, { ...far, bottom: horizon + unit * 0.16 }), ...dunes];
}
