import { css, mix } from './colour.ts';
import { paintRidge } from './hills.ts';
import { between } from './seeded-random.ts';
import { type Context, type Layer, paintLayer, type Stage, shadeAt, traceBelow } from './stage.ts';

/** Still water that mirrors the sky. */
function paintWater(stage: Stage): Layer {
  const { width, height, margin, horizon, palette, random, unit } = stage;
  const bottom = height * 1.12;
  return paintLayer(stage, { top: horizon, bottom, depth: 0.12 }, (context) => {
    const deep = mix(palette.near, palette.sky[1] ?? palette.haze, 0.22);
    const water = context.createLinearGradient(0, horizon, 0, height);
    water.addColorStop(0, css(mix(palette.sky.at(-1) ?? palette.haze, palette.haze, 0.35)));
    water.addColorStop(0.14, css(mix(palette.haze, deep, 0.4)));
    water.addColorStop(0.55, css(mix(palette.haze, deep, 0.82)));
    water.addColorStop(1, css(deep));
    context.fillStyle = water;
    context.fillRect(-margin, horizon, width + 2 * margin, bottom - horizon);
    for (let index = 0; index < 420; index++) {
      const near = random() ** 1.7;
      const y = horizon + near * (height - horizon);
      const shade = random() < 0.5 ? palette.near : palette.light;
      context.fillStyle = css(shade, between(random, 0.02, 0.08));
      const length = unit * (0.02 + 0.2 * near) * between(random, 0.4, 1.2);
      context.beginPath();
      context.ellipse(
        between(random, -margin, width + margin),
        y,
        length,
        unit * (0.0006 + 0.003 * near),
        0,
        0,
        7,
      );
      context.fill();
    }
  });
}

/** Glints below the light. Several sets that shine by turns make the water glitter. */
function paintGlitter(stage: Stage, set: number): Layer {
  const { height, horizon, palette, random, unit, light, plan } = stage;
  const power = plan.hour === 'overcast' ? 0.25 : plan.hour === 'day' ? 0.6 : 0.9;
  const alpha = (seconds: number) => 0.55 + 0.45 * Math.sin(seconds * (1.7 + set * 0.37) + set * 2.1);
  const drift = (seconds: number) => ({ x: Math.sin(seconds * 0.9 + set) * unit * 0.006, y: 0 });
  return paintLayer(
    stage,
    { top: horizon, bottom: height, depth: 0.14, alpha, drift, isLight: true },
    (context) => {
      for (let index = 0; index < 240; index++) {
        const near = random() ** 1.5;
        const spread = unit * (0.045 + 0.26 * near);
        const aside = (random() + random() + random() - 1.5) * spread;
        const strength = power * between(random, 0.25, 1) * (1 - near * 0.75);
        context.fillStyle = css(palette.light, strength);
        const length = unit * (0.006 + 0.034 * near) * between(random, 0.5, 1.4);
        context.beginPath();
        context.ellipse(
          light.x + aside,
          horizon + near * (height - horizon),
          length,
          unit * (0.0009 + 0.0028 * near),
          0,
          0,
          7,
        );
        context.fill();
      }
    },
  );
}

/** One crest across the water: a long swell with a little chop on it; `near` is 0 at the horizon and 1 at our feet. */
function paintCrest(stage: Stage, context: Context, near: number) {
  const { width, height, margin, horizon, palette, random, unit, light } = stage;
  const crest = horizon + (height * 1.04 - horizon) * (0.02 + 0.98 * near ** 1.5);
  const swing = unit * (0.0012 + 0.0125 * near);
  const length = unit * (0.14 + 0.5 * near);
  const phases = Array.from({ length: 4 }, () => between(random, 0, 6.3));
  const waves = [1, 1.73, 3.1, 7.3].map((pitch, index) => ({
    pitch,
    weight: [1, 0.5, 0.3, 0.1][index] ?? 0,
  }));
  const heightAt = (x: number) => {
    const at = (x / length) * 6.3;
    const sum = waves.reduce((total, { pitch, weight }, index) => {
      return total + weight * (1 - 2 * Math.abs(Math.sin((at * pitch) / 2 + (phases[index] ?? 0))) ** 1.3);
    }, 0);
    return crest - swing * sum;
  };
  const foot = crest + swing * 2 + unit * (0.008 + 0.12 * near);
  const body = mix(shadeAt(palette, 0.35 + 0.5 * near), palette.sky.at(-2) ?? palette.haze, 0.16);
  const fill = context.createLinearGradient(0, crest - swing, 0, foot);
  fill.addColorStop(0, css(body, 0.5));
  fill.addColorStop(1, css(body, 0));
  traceBelow(stage, context, heightAt, foot);
  context.fillStyle = fill;
  context.fill();
  const shine = context.createRadialGradient(light.x, crest, 0, light.x, crest, width * 0.42);
  shine.addColorStop(0, css(palette.light, 0.5));
  shine.addColorStop(0.3, css(palette.light, 0.14));
  shine.addColorStop(1, css(mix(palette.haze, palette.light, 0.3), 0.05));
  context.strokeStyle = shine;
  context.lineWidth = unit * (0.0007 + 0.0012 * near);
  context.beginPath();
  for (let x = -margin; x <= width + margin; x += 2) context.lineTo(x, heightAt(x));
  context.stroke();
}

/** Some crests that move as one; `nears` run from far to near. */
function paintSwell(stage: Stage, nears: number[]): Layer {
  const { height, horizon, random, unit } = stage;
  const [far = 0, near = 0] = [nears[0], nears.at(-1)];
  const [phase, speed] = [between(random, 0, 6.3), between(random, 0.5, 0.8)];
  const drift = (seconds: number) => ({
    x: Math.sin(seconds * speed + phase) * unit * (0.006 + 0.02 * near),
    y: Math.sin(seconds * speed * 1.6 + phase * 2) * unit * (0.0008 + 0.005 * near),
  });
  const place = (at: number) => horizon + (height * 1.04 - horizon) * (0.02 + 0.98 * at ** 1.5);
  const top = place(far) - unit * (0.004 + 0.03 * far);
  const bottom = Math.min(height * 1.12, place(near) + unit * (0.02 + 0.17 * near));
  return paintLayer(stage, { top, bottom, depth: 0.15 + 0.75 * near, drift }, (context) => {
    for (const at of nears) paintCrest(stage, context, at);
  });
}

function traceBoat(context: Context, x: number, y: number, size: number) {
  context.beginPath();
  context.moveTo(x - size * 0.5, y - size * 0.1);
  context.quadraticCurveTo(x - size * 0.35, y + size * 0.06, x - size * 0.2, y + size * 0.06);
  context.lineTo(x + size * 0.3, y + size * 0.06);
  context.quadraticCurveTo(x + size * 0.45, y, x + size * 0.56, y - size * 0.12);
  context.closePath();
  context.fill();
  context.fillRect(x - size * 0.012, y - size * 1.25, size * 0.024, size * 1.2);
  context.beginPath();
  context.moveTo(x + size * 0.03, y - size * 1.22);
  context.quadraticCurveTo(x + size * 0.42, y - size * 0.6, x + size * 0.5, y - size * 0.2);
  context.lineTo(x + size * 0.03, y - size * 0.2);
  context.fill();
  context.beginPath();
  context.moveTo(x - size * 0.04, y - size * 1.1);
  context.quadraticCurveTo(x - size * 0.16, y - size * 0.55, x - size * 0.4, y - size * 0.22);
  context.lineTo(x - size * 0.04, y - size * 0.2);
  context.fill();
}

/** A small sailing boat that rides the swell. */
function paintBoat(stage: Stage): Layer {
  const { width, height, horizon, palette, random, unit, light } = stage;
  const side = light.x > width / 2 ? -1 : 1;
  const x = light.x + side * between(random, 0.1, 0.2) * width;
  const y = horizon + (height - horizon) * 0.11;
  const size = unit * 0.085;
  const drift = (seconds: number) => ({
    x: -side * seconds * unit * 0.006,
    y: Math.sin(seconds * 1.5) * unit * 0.0022,
  });
  return paintLayer(stage, { top: y - size * 1.4, bottom: y + size * 0.9, depth: 0.22, drift }, (context) => {
    context.fillStyle = css(mix(palette.near, palette.haze, 0.12));
    traceBoat(context, x, y, size);
    context.translate(0, 2 * y + size * 0.1);
    context.scale(1, -1);
    context.globalAlpha = 0.22;
    context.translate(0, y * 0.38);
    context.scale(1, 0.62);
    traceBoat(context, x, y, size);
  });
}

/** The sea below a low horizon, with land far off. */
export function paintSea(stage: Stage): Layer[] {
  const { horizon, unit, random } = stage;
  const land = {
    depth: 0.16,
    base: horizon + unit * 0.012,
    swing: unit * between(random, 0.03, 0.06),
    roughness: 0.5,
  };
  const rows = [
    [0, 0.06, 0.11, 0.16],
    [0.21, 0.27, 0.33],
    [0.39, 0.46, 0.54],
    [0.63, 0.73],
    [0.84, 0.98],
  ];
  const swells = rows.map((nears) => paintSwell(stage, nears));
  return [
    { ...paintRidge(stage, { ...land, wavelength: unit * 1.1 }), depth: 0.1 },
    paintWater(stage),
    ...[0, 1, 2].map((set) => paintGlitter(stage, set)),
    ...swells.slice(0, 1),
    paintBoat(stage),
    ...swells.slice(1),
  ];
}
