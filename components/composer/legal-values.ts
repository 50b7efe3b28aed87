/** Words after which a message says what would be right. */
const cue =
  /must|should|\buse\b|one of|allowed|support|valid|accept|expect|between|at (most|least)|max|min|only|up to|greater|less|can be|范围|支持|只能|必须|可选|允许|不超过|不能超过|最大|最小|最长|最短|介于|应为/i;
/** Words of a range. */
const between = /between|from .* to|range|介于|范围|\d\s*(–|-|~|至|到)\s*\d/i;
const atMost = /at most|max|up to|less|no more|exceed|不超过|不能超过|最大|最长/i;
const atLeast = /at least|min|greater|no less|最小|最短|不少于/i;

/** The part of a message that says what would be right; before it stands what is wrong. */
function afterCue(message: string): string | null {
  const found = cue.exec(message);
  return found && message.slice(found.index);
}

/** The nearest of some numbers; a tie goes to the smaller, which costs less. */
export function nearest(wanted: number, allowed: readonly number[]): number | null {
  const sorted = [...allowed].sort(
    (one, other) => Math.abs(one - wanted) - Math.abs(other - wanted) || one - other,
  );
  return sorted[0] ?? null;
}

/**
 * The number nearest to the wanted one that a message allows (`must be 4, 8 or 12`, `between 5 and 10`, `at most 8`), or
 * `null` where it says none.
 * @param most larger numbers mean something else
 */
export function readNearest(message: string, wanted: number | null, most: number): number | null {
  const text = afterCue(message)?.replace(/\d+\s*[x×*]\s*\d+/gi, ' ');
  if (!text) return null;
  const found = [...text.matchAll(/(?<![\w.-])\d+(?:\.\d+)?(?!\w*[_\d])/g)].map(([digits]) => Number(digits));
  const numbers = found.filter((number) => number > 0 && number <= most);
  const [one, other] = numbers;
  if (one === undefined) return null;
  const aim = wanted ?? one;
  if (numbers.length === 2 && other !== undefined && between.test(text))
    return Math.min(Math.max(aim, Math.min(one, other)), Math.max(one, other));
  // What is wrong is often repeated beside what would be right.
  const others = numbers.filter((number) => number !== wanted);
  if (others.length === 0) return null;
  const [limit = aim] = others;
  if (others.length === 1 && atMost.test(text)) return wanted !== null && wanted <= limit ? null : limit;
  if (others.length === 1 && atLeast.test(text)) return wanted !== null && wanted >= limit ? null : limit;
  return nearest(aim, others);
}

function shapeOf(size: string): { ratio: number; area: number } {
  const [width = 1, height = 1] = size.split('x').map(Number);
  return { ratio: Math.log(width / height), area: Math.log(width * height) };
}

/** The size whose shape, and then whose area, is nearest to the wanted one; `null` where there is none. */
export function nearestSize(wanted: string | null, allowed: readonly string[]): string | null {
  const aim = shapeOf(wanted ?? '1280x720');
  const distance = (size: string) => {
    const { ratio, area } = shapeOf(size);
    return Math.abs(ratio - aim.ratio) * 10 + Math.abs(area - aim.area);
  };
  const others = allowed.filter((size) => size !== wanted);
  return others.sort((one, other) => distance(one) - distance(other))[0] ?? null;
}

/** Every size that a message names. */
export function readSizes(message: string): string[] {
  return [...message.matchAll(/(?<!\d)(\d{3,4})\s*[x×*]\s*(\d{3,4})(?!\d)/gi)].map(
    ([, width, height]) => `${width}x${height}`,
  );
}

/** How many characters a message allows, or `null`. */
export function readLongest(message: string): number | null {
  const numbers = [...message.matchAll(/\d[\d,]*/g)].map(([digits]) => Number(digits.replaceAll(',', '')));
  return numbers.find((number) => number >= 50) ?? null;
}
