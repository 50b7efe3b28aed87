import { colour, css, mix } from './colour.ts';
import { between } from './seeded-random.ts';
import { type Context, type Layer, paintLayer, type Stage } from './stage.ts';

const white = colour('#ffffff');

/** A round glow that fades to nothing; `strength` at its middle. */
export function glow(
  context: Context,
  x: number,
  y: number,
  radius: number,
  paint: (alpha: number) => string,
) {
  const gradient = context.createRadialGradient(x, y, 0, x, y, radius);
  // Falls as the square does: no edge to see.
  for (let step = 0; step <= 8; step++) gradient.addColorStop(step / 8, paint((1 - step / 8) ** 2.2));
  context.fillStyle = gradient;
  context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
}

/** One step of brightness up or down, at random, so that a long gradient does not show bands once it is encoded. */
function dither(context: Context, random: () => number) {
  const { width, height } = context.canvas;
  const image = context.getImageData(0, 0, width, height);
  const { data } = image;
  let noise = Math.floor(random() * 2 ** 31) | 1;
  for (let index = 0; index < data.length; index += 4) {
    noise ^= noise << 13;
    noise ^= noise >>> 17;
    noise ^= noise << 5;
    const step = (noise & 3) - 1.5;
    for (let channel = 0; channel < 3; channel++) data[index + channel] = (data[index + channel] ?? 0) + step;
  }
  context.putImageData(image, 0, 0);
}

function paintStars(stage: Stage, context: Context) {
  const { width, height, margin, unit, random, palette } = stage;
  const count = Math.round(520 * palette.stars * Math.max(1, (width * height) / unit ** 2 / 1.6));
  for (let index = 0; index < count; index++) {
    const x = between(random, -margin, width + margin);
    const y = between(random, -height * 0.1, stage.horizon) * random() ** 0.35;
    const size = unit * between(random, 0.0007, 0.0011) * (random() < 0.06 ? 2.1 : 1);
    context.fillStyle = css(
      mix(palette.light, white, random()),
      between(random, 0.25, 1) * (1 - (y / stage.horizon) * 0.7),
    );
    context.beginPath();
    context.arc(x, y, size, 0, 7);
    context.fill();
  }
}

function paintDisc(stage: Stage, context: Context) {
  const { unit, light, palette, plan } = stage;
  if (plan.hour === 'overcast') return;
  const isMoon = plan.hour === 'night' || plan.hour === 'neon';
  const radius = unit * (plan.hour === 'neon' ? 0.17 : isMoon ? 0.05 : 0.07);
  const disc = context.createLinearGradient(0, light.y - radius, 0, light.y + radius);
  disc.addColorStop(0, css(mix(palette.light, white, 0.6)));
  disc.addColorStop(
    1,
    css(mix(palette.light, palette.sky.at(-1) ?? white, plan.hour === 'neon' ? 0.85 : 0.2)),
  );
  context.fillStyle = disc;
  context.beginPath();
  context.arc(light.x, light.y, radius, 0, 7);
  context.fill();
  if (!isMoon || plan.hour === 'neon') return;
  // The seas of the moon.
  context.save();
  context.clip();
  for (const [x, y, size] of [
    [-0.3, -0.2, 0.45],
    [0.25, 0.1, 0.3],
    [-0.1, 0.45, 0.35],
  ] as const) {
    const paint = (alpha: number) => css(palette.haze, alpha * 0.35);
    glow(context, light.x + x * radius, light.y + y * radius, size * 2 * radius, paint);
  }
  context.restore();
}

/** Long thin clouds, bright where they face the light. */
function paintClouds(stage: Stage, context: Context, low: number, high: number, count: number) {
  const { width, height, unit, margin, random, palette, plan, light } = stage;
  const isDim = plan.hour === 'night' || plan.hour === 'neon';
  for (let bank = 0; bank < count; bank++) {
    const centre = { x: between(random, -margin, width + margin), y: between(random, low, high) };
    const near = Math.max(0, 1 - Math.hypot(centre.x - light.x, centre.y - light.y) / (width * 0.7));
    const shade = mix(
      mix(palette.haze, palette.sky[1] ?? palette.haze, 0.35),
      palette.light,
      0.25 + 0.6 * near,
    );
    const strength = (isDim ? 0.05 : 0.1) + 0.12 * near;
    const length = unit * between(random, 0.2, 0.55);
    for (let puff = 0; puff < 26; puff++) {
      const along = (random() + random() - 1) * length;
      const radius = unit * between(random, 0.03, 0.11) * (1 - Math.abs(along) / length / 1.3);
      context.save();
      context.translate(centre.x + along, centre.y + between(random, -0.012, 0.012) * unit);
      context.scale(1.9, 0.2 + 0.16 * (centre.y / height));
      glow(context, 0, 0, radius, (alpha) => css(shade, alpha * strength));
      context.restore();
    }
  }
}

/** Curtains of light above the hills. */
function auroraLayer(stage: Stage): Layer {
  const { width, height, margin, random, horizon } = stage;
  const drift = (seconds: number) => ({ x: Math.sin(seconds * 0.35) * width * 0.02, y: 0 });
  const alpha = (seconds: number) => 0.8 + 0.2 * Math.sin(seconds * 0.9);
  return paintLayer(
    stage,
    { top: 0, bottom: horizon, depth: 0.05, drift, alpha, isLight: true },
    (context) => {
      for (const [hex, base] of [
        ['#2bf5a6', 0.72],
        ['#4fd6ff', 0.55],
        ['#9a6bff', 0.42],
      ] as const) {
        const shade = colour(hex);
        const [waves, power] = [between(random, 1.2, 2.2), between(random, 0, 6)];
        for (let x = -margin; x < width + margin; x += 2) {
          const at = x / width;
          const foot =
            horizon * (base + 0.11 * Math.sin(at * waves * 4 + power) + 0.03 * Math.sin(at * 23 + power));
          const tall =
            height *
            (0.2 +
              0.1 * Math.sin(at * 9 + power * 2) +
              0.035 * Math.sin(at * 61) +
              0.02 * Math.sin(at * 137));
          const strength =
            0.34 * (0.5 + 0.5 * Math.sin(at * 5 + power)) * (0.75 + 0.25 * Math.sin(at * 97 + power));
          const curtain = context.createLinearGradient(0, foot - tall, 0, foot);
          curtain.addColorStop(0, css(shade, 0));
          curtain.addColorStop(0.75, css(shade, strength));
          curtain.addColorStop(1, css(shade, 0));
          context.fillStyle = curtain;
          context.fillRect(x, foot - tall, 2, tall);
        }
      }
    },
  );
}

/** The sky with its light, and clouds that drift before it. */
export function paintSky(stage: Stage): Layer[] {
  const { width, height, unit, margin, horizon, light, palette, plan, random } = stage;
  const top = -height * 0.1;
  // Below the horizon there is always ground before it.
  const bottom = plan.ground === 'space' ? height * 1.1 : horizon + height * 0.16;
  const sky = paintLayer(stage, { top, bottom, depth: 0 }, (context) => {
    const gradient = context.createLinearGradient(0, top, 0, horizon + height * 0.04);
    const steps = 24;
    for (let step = 0; step <= steps; step++) {
      const at = (step / steps) * (palette.sky.length - 1);
      const from = palette.sky[Math.floor(at)] ?? palette.haze;
      const to = palette.sky[Math.ceil(at)] ?? palette.haze;
      gradient.addColorStop(step / steps, css(mix(from, to, at - Math.floor(at))));
    }
    context.fillStyle = gradient;
    context.fillRect(-margin, top, width + 2 * margin, bottom - top);
    paintStars(stage, context);
    if (plan.ground === 'space') return;
    const isDim = plan.hour === 'night';
    glow(context, light.x, light.y, unit * 0.95, (alpha) => css(palette.light, alpha * (isDim ? 0.22 : 0.5)));
    glow(context, light.x, light.y, unit * 0.26, (alpha) => css(palette.light, alpha * (isDim ? 0.4 : 0.75)));
    paintDisc(stage, context);
    paintClouds(stage, context, horizon * 0.3, horizon * 0.98, plan.hour === 'overcast' ? 16 : 7);
  });
  dither(sky.bitmap.getContext('2d'), random);
  if (plan.ground === 'space') return [sky];
  const drift = (seconds: number) => ({ x: seconds * unit * 0.008, y: 0 });
  const clouds = paintLayer(
    stage,
    { top: horizon * 0.15, bottom: horizon, depth: 0.06, drift },
    (context) => {
      paintClouds(stage, context, horizon * 0.3, horizon * 0.85, plan.hour === 'overcast' ? 9 : 4);
    },
  );
  return plan.weather === 'aurora' ? [sky, auroraLayer(stage)] : [sky, clouds];
}
