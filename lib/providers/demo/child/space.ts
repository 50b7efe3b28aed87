import { colour, css, mix } from './colour.ts';
import { between } from './seeded-random.ts';
import { glow } from './sky.ts';
import { type Layer, paintLayer, profile, type Stage } from './stage.ts';

const tints = ['#6b4bd8', '#2c7fd9', '#d0508f', '#1fa8a0'].map(colour);

function paintNebula(stage: Stage): Layer {
  const { width, height, margin, unit, random } = stage;
  return paintLayer(
    stage,
    { top: -height * 0.1, bottom: height * 1.1, depth: 0.08, isLight: true },
    (context) => {
      const slope = between(random, -0.5, 0.5);
      const wander = profile(random, unit * 0.9, 0.55, 4);
      for (let index = 0; index < 260; index++) {
        const x = between(random, -margin, width + margin);
        const y =
          height * 0.42 + slope * (x - width / 2) + (wander(x) + (random() + random() - 1)) * unit * 0.22;
        const shade = tints[Math.floor(random() * tints.length)] ?? colour('#6b4bd8');
        glow(context, x, y, unit * between(random, 0.05, 0.22), (alpha) => css(shade, alpha * 0.055));
      }
    },
  );
}

function paintPlanet(stage: Stage): Layer {
  const { width, height, unit, random, palette } = stage;
  const radius = unit * between(random, 0.27, 0.33);
  const centre = { x: width * between(random, 0.36, 0.64), y: height * 0.43 };
  const [warm, cold] = random() < 0.5 ? ['#f2a86b', '#7c3b6e'] : ['#8fd3e8', '#27418f'];
  const bands = profile(random, radius * 0.55, 0.6, 5);
  const drift = (seconds: number) => ({ x: 0, y: Math.sin(seconds * 0.3) * unit * 0.004 });
  return paintLayer(stage, { top: -height * 0.1, bottom: height * 1.1, depth: 0.4, drift }, (context) => {
    const tilt = between(random, -0.35, 0.35);
    const ring = (isFront: boolean) => {
      for (let index = 0; index < 34; index++) {
        const size = radius * (1.35 + 0.02 * index);
        context.strokeStyle = css(
          mix(colour(warm), palette.light, 0.5),
          between(random, 0.05, 0.5) * (index % 9 === 5 ? 0.1 : 1),
        );
        context.lineWidth = radius * 0.017;
        context.beginPath();
        context.ellipse(0, 0, size, size * 0.22, 0, isFront ? 0 : Math.PI, isFront ? Math.PI : 2 * Math.PI);
        context.stroke();
      }
    };
    context.translate(centre.x, centre.y);
    glow(context, 0, 0, radius * 1.9, (alpha) => css(colour(warm), alpha * 0.3));
    context.rotate(tilt);
    ring(false);
    context.save();
    context.beginPath();
    context.arc(0, 0, radius, 0, 7);
    context.clip();
    for (let y = -radius; y < radius; y += 2) {
      context.fillStyle = css(mix(colour(warm), colour(cold), 0.5 + 0.5 * bands(y + radius)));
      context.fillRect(-radius, y, radius * 2, 2.5);
    }
    const shadow = context.createRadialGradient(
      -radius * 0.45,
      -radius * 0.5,
      radius * 0.2,
      -radius * 0.2,
      -radius * 0.2,
      radius * 1.35,
    );
    shadow.addColorStop(0, css(palette.light, 0.25));
    shadow.addColorStop(0.45, css(palette.near, 0.15));
    shadow.addColorStop(1, css(palette.near, 0.97));
    context.fillStyle = shadow;
    context.fillRect(-radius, -radius, 2 * radius, 2 * radius);
    context.restore();
    ring(true);
  });
}

/** A ringed planet before a nebula. */
export function paintSpace(stage: Stage): Layer[] {
  return [paintNebula(stage), paintPlanet(stage)];
}
