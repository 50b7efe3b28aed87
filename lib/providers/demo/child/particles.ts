import { createCanvas } from '@napi-rs/canvas';
import { colour, css } from './colour.ts';
import { between } from './seeded-random.ts';
import { glow } from './sky.ts';
import type { Context, Stage } from './stage.ts';

type Kind = {
  count: number;
  /** Pixels a second, in units of the shorter side. */
  speed: { x: number; y: number };
  size: readonly [small: number, large: number];
  sway: number;
  alpha: number;
  blinks?: boolean;
};

const kinds: Record<'rain' | 'snow' | 'fireflies' | 'dust', Kind> = {
  rain: { count: 260, speed: { x: -0.22, y: 1.9 }, size: [0.5, 1], sway: 0, alpha: 0.3 },
  snow: { count: 230, speed: { x: 0.03, y: 0.11 }, size: [0.004, 0.016], sway: 0.016, alpha: 0.85 },
  fireflies: {
    count: 70,
    speed: { x: 0.012, y: -0.016 },
    size: [0.012, 0.036],
    sway: 0.02,
    alpha: 0.9,
    blinks: true,
  },
  dust: {
    count: 46,
    speed: { x: 0.014, y: -0.01 },
    size: [0.005, 0.013],
    sway: 0.01,
    alpha: 0.4,
    blinks: true,
  },
};

function paintSprite(stage: Stage, isRain: boolean) {
  const { unit, palette, plan } = stage;
  const shade = plan.weather === 'snow' ? colour('#ffffff') : isRain ? palette.light : palette.accent;
  if (!isRain) {
    const dot = createCanvas(64, 64);
    glow(dot.getContext('2d'), 32, 32, 32, (alpha) => css(shade, alpha));
    return dot;
  }
  const [wide, tall] = [Math.ceil(unit * 0.009), Math.ceil(unit * 0.08)];
  const streak = createCanvas(wide, tall);
  const context = streak.getContext('2d');
  const line = context.createLinearGradient(0, 0, 0, tall);
  line.addColorStop(0, css(shade, 0));
  line.addColorStop(1, css(shade, 0.9));
  context.strokeStyle = line;
  context.lineWidth = Math.max(1, unit * 0.0014);
  context.beginPath();
  context.moveTo(wide - 1, 0);
  context.lineTo(1, tall);
  context.stroke();
  return streak;
}

/** What drifts through the air before everything else: draws it as it is after so many seconds. */
export function createParticles(stage: Stage): (context: Context, seconds: number) => void {
  const { width, height, unit, random, plan } = stage;
  const { weather } = plan;
  if (plan.ground === 'space' || (plan.ground === 'city' && weather === 'clear')) return () => {};
  const name = weather === 'rain' || weather === 'snow' || weather === 'fireflies' ? weather : 'dust';
  const { count, speed, size, sway, alpha, blinks = false } = kinds[name];
  const isRain = name === 'rain';
  const sprite = paintSprite(stage, isRain);
  const room = unit * 0.1;
  const wrap = (value: number, span: number) => ((value % span) + span) % span;
  const bits = Array.from({ length: count }, () => {
    const near = random() ** 1.6;
    const scale = isRain
      ? size[0] + (size[1] - size[0]) * near
      : (unit / 64) * (size[0] + (size[1] - size[0]) * near);
    const [x, y] = [random() * (width + 2 * room), random() * (height + 2 * room)];
    return {
      x,
      y,
      scale,
      pace: 0.5 + near,
      phase: between(random, 0, 6.3),
      tempo: between(random, 0.6, 1.6),
    };
  });
  return (context, seconds) => {
    for (const { x, y, scale, pace, phase, tempo } of bits) {
      const swing = sway * unit * Math.sin(seconds * tempo + phase);
      const left = wrap(x + speed.x * unit * pace * seconds + swing, width + 2 * room) - room;
      const top = wrap(y + speed.y * unit * pace * seconds, height + 2 * room) - room;
      const light = blinks ? 0.45 + 0.55 * Math.sin(seconds * tempo * 1.4 + phase) : 1;
      if (light <= 0) continue;
      context.globalAlpha = alpha * light * Math.min(1, 0.4 + pace / 2);
      context.drawImage(sprite, left, top, sprite.width * (isRain ? 1 : scale), sprite.height * scale);
    }
    context.globalAlpha = 1;
  };
}
