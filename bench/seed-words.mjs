/** A sequence of numbers that is the same for the same seed, so that a library can be made again. @param {number} seed */
export function openDice(seed) {
  let state = seed >>> 0;
  /** From 0 to below `count`. @param {number} count */
  const roll = (count) => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * count);
  };
  /** @template Item @param {readonly Item[]} items @returns {Item} */
  const pick = (items) => /** @type {Item} */ (items[roll(items.length)]);
  return { roll, pick };
}

const english = {
  subject: [
    ...[
      'a red fox',
      'an old lighthouse keeper',
      'a paper boat',
      'two dancers',
      'a steam train',
      'a street cat',
    ],
    ...[
      'a glassblower',
      'a hot-air balloon',
      'a child with a kite',
      'a robot gardener',
      'a school of herring',
    ],
    ...[
      'a potter’s hands',
      'a cyclist in a yellow coat',
      'an astronaut',
      'a flock of starlings',
      'a tea master',
    ],
  ],
  action: [
    ...[
      'trots through deep snow',
      'drifts across a puddle',
      'turns slowly towards the camera',
      'waits in the rain',
    ],
    ...[
      'climbs a spiral staircase',
      'dissolves into golden dust',
      'crosses an empty square',
      'wakes at first light',
    ],
    ...['runs along the shore', 'rises over the valley', 'repairs a clock', 'vanishes behind the tram'],
  ],
  place: [
    ...[
      'in a neon-lit alley',
      'on a Baltic beach',
      'under a bridge in Prague',
      'in the high desert',
      'at a night market',
    ],
    ...[
      'in a pine forest',
      'inside a greenhouse',
      'on the roof of a factory',
      'in a flooded library',
      'at the pier',
    ],
  ],
  camera: [
    ...['Slow dolly in, 35 mm.', 'Handheld, shallow focus.', 'Aerial shot, wide.', 'Locked-off tripod shot.'],
    ...[
      'Macro, rack focus.',
      'Tracking shot from the left.',
      'Crane up, reveal the horizon.',
      'Whip pan at the end.',
    ],
  ],
  light: [
    ...[
      'Golden hour, long shadows.',
      'Overcast, soft light.',
      'Hard noon sun.',
      'Blue hour, practical lamps.',
    ],
    ...['Fog and volumetric light.', 'Candlelight only.', 'Storm light, fast clouds.'],
  ],
  look: [
    ...[
      'Film grain, Kodak palette.',
      'Clean digital look.',
      'Muted pastel colours.',
      'High contrast black and white.',
    ],
    ...['Anamorphic flares.', 'Watercolour texture.', 'No text, no logos.'],
  ],
};

const chinese = {
  subject: [
    ...[
      '一只赤狐',
      '年迈的灯塔守望人',
      '一艘纸船',
      '两位舞者',
      '一列蒸汽火车',
      '街角的橘猫',
      '吹玻璃的匠人',
      '放风筝的孩子',
    ],
    ...['机器人园丁', '穿黄雨衣的骑车人', '一群椋鸟', '茶艺师'],
  ],
  action: [
    ...[
      '在深雪中小跑',
      '漂过一洼积水',
      '缓缓转向镜头',
      '在雨中等待',
      '走上旋转楼梯',
      '化作金色的尘埃',
      '穿过空旷的广场',
    ],
    ...['沿着海岸奔跑', '升上山谷', '修理一只旧钟'],
  ],
  place: [
    ...[
      '霓虹小巷里',
      '波罗的海沙滩上',
      '石桥下',
      '高原沙漠中',
      '夜市里',
      '松林深处',
      '温室之内',
      '工厂屋顶上',
      '码头边',
    ],
  ],
  camera: [
    '镜头缓慢推进，三十五毫米。',
    '手持拍摄，浅景深。',
    '航拍，大全景。',
    '固定机位。',
    '微距，移焦。',
    '横移跟拍。',
  ],
  light: [
    '黄金时刻，影子很长。',
    '阴天，柔和的光线。',
    '正午烈日。',
    '蓝调时刻，街灯初亮。',
    '薄雾与体积光。',
    '只有烛光。',
  ],
  look: ['胶片颗粒。', '干净的数字质感。', '低饱和粉彩。', '高反差黑白。', '水彩肌理。', '画面中没有文字。'],
};

/** A prompt as people write them. @param {ReturnType<typeof openDice>} dice @param {number} number */
export function writePrompt(dice, number) {
  const { roll, pick } = dice;
  const shot = roll(4) === 0 ? number : 0;
  if (roll(3) === 0) {
    const { subject, action, place, camera, light, look } = chinese;
    const words = `${pick(place)}，${pick(subject)}${pick(action)}。${pick(camera)}${pick(light)}${pick(look)}`;
    return shot ? `第${shot}镜：${words}` : words;
  }
  const { subject, action, place, camera, light, look } = english;
  const sentence = `${pick(subject)} ${pick(action)} ${pick(place)}.`;
  const more = [camera, light, look].flatMap((part) => (roll(4) > 0 ? [pick(part)] : []));
  const words = `${sentence[0]?.toUpperCase()}${sentence.slice(1)} ${more.join(' ')}`.trim();
  return shot ? `Shot ${shot}: ${words}` : words;
}
