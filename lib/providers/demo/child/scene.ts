import type { Camera } from './camera.ts';
import { paintCity } from './city.ts';
import { paintDesert } from './desert.ts';
import { paintMist, paintRidges } from './hills.ts';
import { createParticles } from './particles.ts';
import { planScene } from './scene-plan.ts';
import { paintSea } from './sea.ts';
import { between, seededRandom } from './seeded-random.ts';
import { paintSky } from './sky.ts';
import { paintSpace } from './space.ts';
import type { Context, Layer, Stage } from './stage.ts';

/** How far down the horizon lies, for each ground. */
const horizons = { mountains: 0.66, forest: 0.62, sea: 0.56, city: 0.66, desert: 0.56, space: 1 } as const;

function createStage(prompt: string, seed: number, width: number, height: number): Stage {
  const random = seededRandom(seed);
  const plan = planScene(prompt, random);
  const horizon = height * horizons[plan.ground];
  const isLow = plan.hour === 'dawn' || plan.hour === 'dusk';
  const side = random() < 0.5 ? between(random, 0.3, 0.42) : between(random, 0.58, 0.7);
  const above = Math.min(width, height) * (isLow ? between(random, 0.1, 0.17) : between(random, 0.3, 0.36));
  return {
    width,
    height,
    unit: Math.min(width, height),
    margin: Math.ceil(width * 0.1),
    horizon,
    light: { x: width * side, y: Math.max(height * 0.13, horizon - above) },
    random,
    plan,
    palette: plan.palette,
  };
}

function paintMountains(stage: Stage): Layer[] {
  const { horizon, height, unit, plan, random } = stage;
  const below = height - horizon;
  const snowcaps = plan.isSnowy || random() < 0.5 ? 0.75 : 0;
  const [first, second, third, ...near] = paintRidges(stage, [
    {
      depth: 0.14,
      base: horizon - unit * 0.14,
      swing: unit * 0.2,
      wavelength: unit * 0.62,
      roughness: 0.42,
      isAlpine: true,
      snowcaps,
    },
    { depth: 0.3, base: horizon, swing: unit * 0.12, wavelength: unit * 0.65, roughness: 0.54 },
    {
      depth: 0.5,
      base: horizon + below * 0.24,
      swing: unit * 0.085,
      wavelength: unit * 0.7,
      roughness: 0.46,
      trees: unit * 0.03,
    },
    {
      depth: 0.74,
      base: horizon + below * 0.54,
      swing: unit * 0.07,
      wavelength: unit * 0.9,
      roughness: 0.46,
      trees: unit * 0.07,
    },
    {
      depth: 1,
      base: horizon + below * 0.9,
      swing: unit * 0.05,
      wavelength: unit * 1.1,
      roughness: 0.46,
      trees: unit * 0.17,
    },
  ]) as [Layer, Layer, Layer, ...Layer[]];
  const farMist = paintMist(stage, horizon + unit * 0.01, unit * 0.1, 0.5, 0.16);
  const nearMist = paintMist(stage, horizon + below * 0.42, unit * 0.075, 0.4, 0.5);
  return [first, farMist, second, third, nearMist, ...near];
}

function paintForest(stage: Stage): Layer[] {
  const { horizon, height, unit } = stage;
  const below = height - horizon;
  const soft = { roughness: 0.45, wavelength: unit * 0.8 };
  const ridges = paintRidges(stage, [
    { depth: 0.14, base: horizon - unit * 0.05, swing: unit * 0.09, ...soft },
    { depth: 0.3, base: horizon + below * 0.08, swing: unit * 0.06, trees: unit * 0.05, ...soft },
    { depth: 0.48, base: horizon + below * 0.3, swing: unit * 0.05, trees: unit * 0.1, ...soft },
    { depth: 0.7, base: horizon + below * 0.6, swing: unit * 0.05, trees: unit * 0.19, ...soft },
    { depth: 1, base: horizon + below, swing: unit * 0.05, trees: unit * 0.42, ...soft },
  ]);
  const mists = [0.16, 0.42, 0.72].map((at) =>
    paintMist(stage, horizon + below * at, unit * 0.09, 0.55 - at * 0.4, at),
  );
  const [far, second, third, fourth, near] = ridges as [Layer, Layer, Layer, Layer, Layer];
  const [farMist, middleMist, nearMist] = mists as [Layer, Layer, Layer];
  return [far, second, farMist, third, middleMist, fourth, nearMist, near];
}

const grounds = {
  mountains: paintMountains,
  forest: paintForest,
  sea: paintSea,
  city: paintCity,
  desert: paintDesert,
  space: paintSpace,
} as const;

function drawLayer(stage: Stage, context: Context, layer: Layer, camera: Camera, seconds: number) {
  const { width, height } = stage;
  const { depth, drift, alpha, isLight } = layer;
  const own = drift?.(seconds) ?? { x: 0, y: 0 };
  const scale = 1 + camera.zoom * (0.25 + depth);
  const [centreX, centreY] = [width / 2, height * 0.55];
  context.setTransform(1, 0, 0, 1, centreX, centreY);
  context.rotate(camera.roll);
  context.scale(scale, scale);
  context.translate(
    camera.x * width * (0.1 + depth) + own.x - centreX,
    camera.y * height * (0.1 + depth) + own.y - centreY,
  );
  context.globalAlpha = alpha?.(seconds) ?? 1;
  context.globalCompositeOperation = isLight ? 'lighter' : 'source-over';
  context.drawImage(layer.bitmap, layer.x, layer.y);
}

/**
 * A landscape read out of a prompt, the same for the same prompt and seed. Everything is painted once; the function it
 * gives draws a frame by moving the layers, the near ones further than the far ones.
 */
export function createScene(prompt: string, seed: number, width: number, height: number) {
  const stage = createStage(prompt, seed, width, height);
  const layers = [...paintSky(stage), ...grounds[stage.plan.ground](stage)];
  if (stage.plan.weather === 'fog') {
    for (const at of [0.85, 1, 1.2])
      layers.push(paintMist(stage, stage.horizon * at, stage.unit * 0.2, 0.5, at - 0.6));
  }
  const drawParticles = createParticles(stage);
  return (context: Context, camera: Camera, seconds: number) => {
    for (const layer of layers) drawLayer(stage, context, layer, camera, seconds);
    context.resetTransform();
    context.globalCompositeOperation = 'source-over';
    context.globalAlpha = 1;
    drawParticles(context, seconds);
  };
}
