import { type Colour, colour, turnHue } from './colour.ts';
import { between, pick, type Random } from './seeded-random.ts';

export type Ground = 'mountains' | 'forest' | 'sea' | 'city' | 'desert' | 'space';
export type Hour = 'dawn' | 'day' | 'dusk' | 'night' | 'neon' | 'overcast';
export type Weather = 'clear' | 'rain' | 'snow' | 'fog' | 'fireflies' | 'aurora';

export type Palette = {
  /** From the top of the sky to the horizon. */
  sky: Colour[];
  /** The sun or the moon. */
  light: Colour;
  /** What the distance fades into. */
  haze: Colour;
  /** The nearest, darkest layer. */
  near: Colour;
  /** Lit windows, crests, embers. */
  accent: Colour;
  /** How many stars, from 0 to 1. */
  stars: number;
};

export type ScenePlan = { ground: Ground; hour: Hour; weather: Weather; isSnowy: boolean; palette: Palette };

type Shades = { sky: string[]; light: string; haze: string; near: string; accent: string; stars: number };

const space: Shades = {
  sky: ['#02030c', '#060a20', '#0b1233', '#151c47'],
  light: '#fff6e2',
  haze: '#2b3372',
  near: '#010208',
  accent: '#ffffff',
  stars: 1.6,
};

const shades: Record<Hour, Shades> = {
  dawn: {
    sky: ['#25305e', '#6165a3', '#c78daf', '#f6b592', '#ffe3b4'],
    light: '#fff4da',
    haze: '#f0b6a0',
    near: '#1b1c3c',
    accent: '#ffdca6',
    stars: 0.15,
  },
  day: {
    sky: ['#1d5aa6', '#4a93d6', '#98ccf1', '#e4f3fb'],
    light: '#fffbe6',
    haze: '#b9dbef',
    near: '#10303f',
    accent: '#ffffff',
    stars: 0,
  },
  dusk: {
    sky: ['#171440', '#472a79', '#a33f82', '#ec6d66', '#ffb968'],
    light: '#ffecc0',
    haze: '#dd726f',
    near: '#140c2a',
    accent: '#ffcf87',
    stars: 0.3,
  },
  night: {
    sky: ['#040919', '#0b1a3d', '#173463', '#31598a'],
    light: '#edf3ff',
    haze: '#284d80',
    near: '#040812',
    accent: '#ffd790',
    stars: 1,
  },
  neon: {
    sky: ['#08031c', '#1d0843', '#4d0f7c', '#b32492', '#ff639f'],
    light: '#ffb0dc',
    haze: '#8b2198',
    near: '#060210',
    accent: '#3cf0ff',
    stars: 0.35,
  },
  overcast: {
    sky: ['#2a3644', '#4d5e70', '#7f909e', '#b9c4ca'],
    light: '#eef3f4',
    haze: '#98a8b2',
    near: '#111a22',
    accent: '#ffcb8e',
    stars: 0,
  },
};

/** The words that decide, in the order they are looked for. A Latin word must begin where a word begins. */
const grounds: readonly (readonly [Ground, RegExp])[] = [
  ['space', /\b(?:space|planet|galax|cosm|orbit|astronaut|nebula|mars\b)|太空|宇宙|星球|银河|宇航/i],
  [
    'city',
    /\b(?:city|cities|street|skyline|urban|downtown|tokyo|new york|building|neon|cyber|taxi|train|car\b)|城|街|楼|霓虹|地铁/i,
  ],
  [
    'sea',
    /\b(?:sea|ocean|beach|wave|coast|surf|sail|boat|ship|lake|river|water|whale|lighthouse|island|harbou?r)|海|浪|湖|江|船|岛/i,
  ],
  ['forest', /\b(?:forest|wood|tree|jungle|pine|bamboo|deer|garden|meadow)|森林|树|竹|丛林|花园|草/i],
  ['desert', /\b(?:desert|dune|sand|camel|sahara|canyon|cactus)|沙漠|沙丘|戈壁|骆驼/i],
  ['mountains', /\b(?:mountain|hill|snow|alps|peak|valley|cliff|glacier|winter)|山|雪|峰|谷|冬/i],
];

const hours: readonly (readonly [Hour, RegExp])[] = [
  ['neon', /\b(?:neon|cyber|synthwave|vaporwave)|霓虹|赛博/i],
  ['night', /\b(?:night|moon|midnight|stars?\b|starry|aurora|northern lights|dark)|夜|月|星|极光/i],
  ['dawn', /\b(?:dawn|sunrise|morning|daybreak)|黎明|日出|早晨|清晨|晨/i],
  ['dusk', /\b(?:dusk|sunset|evening|golden hour|twilight)|黄昏|日落|傍晚|夕阳/i],
  ['overcast', /\b(?:rain|storm|fog|mist|cloud|overcast|grey|gray)|雨|雾|阴|暴风/i],
  ['day', /\b(?:day\b|daylight|noon|sunny|summer|bright|blue sky)|白天|中午|晴|夏/i],
];

const weathers: readonly (readonly [Weather, RegExp])[] = [
  ['aurora', /\b(?:aurora|northern lights)|极光/i],
  ['rain', /\b(?:rain|storm|drizzle)|雨|暴风/i],
  ['snow', /\b(?:snow|blizzard|winter)|雪|冬/i],
  ['fog', /\b(?:fog|mist|haze)|雾/i],
  ['fireflies', /\b(?:firefl|magic|fairy|ember|dream)|萤|魔法|梦/i],
];

function find<Name>(table: readonly (readonly [Name, RegExp])[], prompt: string): Name | undefined {
  return table.find(([, words]) => words.test(prompt))?.[0];
}

function tint(shades: Shades, random: Random): Palette {
  const turn = between(random, -0.16, 0.16);
  const shade = (hex: string) => turnHue(colour(hex), turn);
  const { sky, light, haze, near, accent, stars } = shades;
  return {
    sky: sky.map(shade),
    light: shade(light),
    haze: shade(haze),
    near: shade(near),
    accent: shade(accent),
    stars,
  };
}

/** Reads a picture out of a prompt. What it does not say, the seed decides. */
export function planScene(prompt: string, random: Random): ScenePlan {
  const anyGround = pick<Ground>(random, ['mountains', 'sea', 'forest', 'desert', 'mountains']);
  const anyHour = pick<Hour>(random, ['dawn', 'dusk', 'night', 'day', 'dusk']);
  const ground = find(grounds, prompt) ?? anyGround;
  const hour = ground === 'space' ? 'night' : (find(hours, prompt) ?? anyHour);
  const weather = ground === 'space' ? 'clear' : (find(weathers, prompt) ?? 'clear');
  const isSnowy = weather === 'snow' || weather === 'aurora';
  return { ground, hour, weather, isSnowy, palette: tint(ground === 'space' ? space : shades[hour], random) };
}
