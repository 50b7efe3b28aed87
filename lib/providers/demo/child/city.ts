import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { colour, css, mix } from './colour.ts';
import { between, pick } from './seeded-random.ts';
import { glow } from './sky.ts';
import { type Context, type Layer, paintLayer, type Stage, shadeAt } from './stage.ts';

const signs = ['#ff3d9a', '#35e8ff', '#ffb03a', '#8a5bff', '#4dff9e'].map(colour);

type Tower = { x: number; wide: number; top: number };

function paintWindows(stage: Stage, context: Context, { x, wide, top }: Tower, foot: number, depth: number) {
  const { unit, random, palette, plan } = stage;
  const isDark = plan.hour !== 'day' && plan.hour !== 'dawn';
  const cell = unit * (0.007 + 0.008 * depth);
  const litShare = isDark ? between(random, 0.18, 0.6) : 0.1;
  const columns = Math.floor(wide / cell) - 1;
  const left = x + (wide - columns * cell) / 2;
  for (let row = 1; top + row * cell * 1.35 < foot; row++) {
    for (let column = 0; column < columns; column++) {
      if (random() > litShare) continue;
      const cold = plan.hour === 'neon' && random() < 0.45;
      const shade = cold
        ? pick(random, [palette.accent, ...signs])
        : mix(palette.accent, colour('#ffcf8a'), 0.7);
      context.fillStyle = css(shade, between(random, 0.25, 0.95) * (0.35 + 0.65 * depth));
      context.fillRect(left + column * cell + cell * 0.18, top + row * cell * 1.35, cell * 0.6, cell * 0.72);
    }
  }
}

function paintSign(stage: Stage, context: Context, tower: Tower, foot: number) {
  const { random, unit } = stage;
  const shade = pick(random, signs as [(typeof signs)[0], ...typeof signs]);
  const tall = Math.min(unit * between(random, 0.08, 0.2), (foot - tower.top) * 0.6);
  const wide = unit * between(random, 0.012, 0.022);
  const x = tower.x + (random() < 0.5 ? wide * 0.3 : tower.wide - wide * 1.3);
  const y = tower.top + (foot - tower.top) * between(random, 0.08, 0.3);
  glow(context, x + wide / 2, y + tall / 2, tall * 1.1, (alpha) => css(shade, alpha * 0.5));
  context.fillStyle = css(mix(shade, colour('#ffffff'), 0.25), 0.92);
  for (let at = 0; at < tall; at += wide * 1.25) {
    const inset = wide * between(random, 0, 0.25);
    context.fillRect(x + inset, y + at, wide - 2 * inset, wide * between(random, 0.45, 0.95));
  }
}

/** One row of houses; `depth` is 0 far and 1 near. */
function paintRow(stage: Stage, depth: number, foot: number): Layer {
  const { width, margin, unit, random, palette, plan, height } = stage;
  const tallest = Math.min(foot * 0.78, unit * (0.42 + 0.2 * depth) * Math.min(1.5, height / unit));
  const body = shadeAt(palette, 0.25 + 0.7 * depth);
  return paintLayer(
    stage,
    { top: foot - tallest * 1.35, bottom: foot + unit * 0.05, depth: 0.12 + 0.5 * depth },
    (context) => {
      for (let x = -margin; x < width + margin; ) {
        const wide = unit * between(random, 0.05, 0.12) * (0.65 + 0.75 * depth);
        // Low in the middle of the near row, so that the far rows and the light are seen.
        const middle = Math.abs((x + wide / 2) / width - 0.5) * 2;
        const reach = depth > 0.8 ? 0.35 + 0.65 * middle ** 1.2 : 1;
        const top = foot - tallest * reach * between(random, 0.35, 1);
        const face = context.createLinearGradient(0, top, 0, foot);
        face.addColorStop(0, css(mix(body, palette.near, 0.25)));
        face.addColorStop(1, css(mix(body, palette.haze, 0.45 * (1 - depth * 0.6))));
        context.fillStyle = face;
        context.fillRect(x, top, wide + 1, foot + unit * 0.05 - top);
        const roof = random();
        if (roof < 0.3) context.fillRect(x + wide * 0.2, top - unit * 0.02, wide * 0.6, unit * 0.021);
        if (roof > 0.72)
          context.fillRect(
            x + wide * 0.5,
            top - unit * between(random, 0.03, 0.09),
            unit * 0.0022,
            unit * 0.1,
          );
        const tower = { x, wide, top };
        paintWindows(stage, context, tower, foot, depth);
        if (plan.hour === 'neon' && depth > 0.4 && random() < 0.55) paintSign(stage, context, tower, foot);
        x += wide + (random() < 0.25 ? unit * 0.012 : 0);
      }
    },
  );
}

/** Wet ground that mirrors the houses, drawn out downwards as water does. */
function paintStreet(stage: Stage, rows: Layer[], foot: number): Layer {
  const { width, height, margin, palette, unit, random } = stage;
  const bottom = height * 1.12;
  return paintLayer(stage, { top: foot, bottom, depth: 0.66 }, (context) => {
    const ground = context.createLinearGradient(0, foot, 0, height);
    ground.addColorStop(0, css(mix(palette.haze, palette.near, 0.55)));
    ground.addColorStop(1, css(palette.near));
    context.fillStyle = ground;
    context.fillRect(-margin, foot, width + 2 * margin, bottom - foot);
    const mirror = smear(stage, rows, foot);
    context.globalAlpha = 0.62;
    context.drawImage(mirror, -margin, foot, width + 2 * margin, (bottom - foot) * 1.1);
    context.globalAlpha = 1;
    for (let index = 0; index < 160; index++) {
      const near = random() ** 1.4;
      context.fillStyle = css(random() < 0.6 ? palette.near : palette.haze, between(random, 0.06, 0.2));
      const [x, y] = [between(random, -margin, width + margin), foot + near * (bottom - foot)];
      context.fillRect(x, y, unit * between(random, 0.04, 0.3), unit * (0.0008 + 0.004 * near));
    }
    const dim = context.createLinearGradient(0, foot, 0, height);
    dim.addColorStop(0, css(palette.near, 0));
    dim.addColorStop(1, css(palette.near, 0.75));
    context.fillStyle = dim;
    context.fillRect(-margin, foot, width + 2 * margin, bottom - foot);
  });
}

/** The rows upside down, blurred downwards: drawn small, then stretched. */
function smear({ width, margin, unit }: Stage, rows: Layer[], foot: number): Canvas {
  const wide = Math.ceil((width + 2 * margin) / 3);
  const mirror = createCanvas(wide, 36);
  const context = mirror.getContext('2d');
  const reach = unit * 0.75;
  context.scale(1 / 3, -36 / reach);
  context.translate(margin, -foot);
  for (const { bitmap, x, y } of rows) context.drawImage(bitmap, x, y);
  return mirror;
}

/** Lights out of focus, near the camera. */
function paintBokeh(stage: Stage, foot: number): Layer {
  const { width, height, margin, unit, random, plan, palette } = stage;
  const drift = (seconds: number) => ({ x: -seconds * unit * 0.012, y: 0 });
  const alpha = (seconds: number) => 0.85 + 0.15 * Math.sin(seconds * 1.3);
  return paintLayer(
    stage,
    { top: foot - unit * 0.3, bottom: height * 1.05, depth: 1, drift, alpha, isLight: true },
    (context) => {
      for (let index = 0; index < 26; index++) {
        const shade = plan.hour === 'neon' ? pick(random, [palette.accent, ...signs]) : palette.accent;
        const radius = unit * between(random, 0.008, 0.034);
        const [x, y] = [between(random, -margin, width + margin), foot + unit * between(random, -0.12, 0.3)];
        const disc = context.createRadialGradient(x, y, 0, x, y, radius);
        disc.addColorStop(0, css(shade, 0.16));
        disc.addColorStop(0.82, css(shade, 0.22));
        disc.addColorStop(1, css(shade, 0));
        context.fillStyle = disc;
        context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
      }
    },
  );
}

/** A skyline above wet streets. */
export function paintCity(stage: Stage): Layer[] {
  const { horizon, unit, plan } = stage;
  const foot = horizon + unit * 0.1;
  const rows = [0, 0.45, 1].map((depth) => paintRow(stage, depth, foot));
  const scene = [...rows, paintStreet(stage, rows, foot)];
  return plan.hour === 'day' ? scene : [...scene, paintBokeh(stage, foot)];
}
