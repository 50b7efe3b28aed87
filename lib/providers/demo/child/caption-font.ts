import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

const require = createRequire(import.meta.url);
const geistFolder = path.join(path.dirname(require.resolve('geist/font')), 'fonts/geist-sans');
const notoFolder = path.dirname(require.resolve('@fontsource/noto-sans-sc/unicode.json'));

/** Which characters each file of Noto Sans SC holds: `{"[4]": "U+1f1e9-1f1f5,U+1f21a", "latin": …}`. */
type Subsets = [name: string, ranges: (readonly [from: number, to: number])[]][];

function readSubsets(): Subsets {
  const listed = JSON.parse(readFileSync(path.join(notoFolder, 'unicode.json'), 'utf8')) as Record<
    string,
    string
  >;
  return Object.entries(listed).map(([name, ranges]) => [
    name.replace(/[[\]]/g, ''),
    ranges.split(',').map((range) => {
      const [from = '', to = from] = range.slice(2).split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
    }),
  ]);
}

/**
 * Loads what it takes to write a text: Geist for Latin, and those files of Noto Sans SC that hold its characters.
 * Nothing of the machine's own fonts is used, so that every machine writes the same. Characters that neither font has,
 * such as emoji, are left out of `text`.
 */
export function loadCaptionFont(wanted: string): { text: string; family: string } {
  GlobalFonts.registerFromPath(path.join(geistFolder, 'Geist-Medium.ttf'), 'Caption');
  const clean = (characters: string) => characters.replace(/[\s\p{C}]+/gu, ' ').trim();
  const needsMore = /[^\u0020-\u007e\u00a0-\u017f\u2010-\u2026]/.test(wanted);
  if (!needsMore) return { text: clean(wanted), family: 'Caption' };
  const subsets = readSubsets();
  const families = new Set(['Caption']);
  const kept = [...clean(wanted)].filter((character) => {
    const point = character.codePointAt(0) ?? 0;
    const isEmoji = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d/u.test(character);
    const found = subsets.find(([, ranges]) => ranges.some(([from, to]) => point >= from && point <= to));
    if (!found || isEmoji) return false;
    const [name] = found;
    const family = `Caption ${name}`;
    if (name === 'latin' || families.has(family)) return true;
    const file = path.join(notoFolder, `files/noto-sans-sc-${name}-500-normal.woff2`);
    if (!GlobalFonts.registerFromPath(file, family)) return false;
    families.add(family);
    return true;
  });
  const family = [...families].map((name) => `"${name}"`).join(', ');
  return { text: clean(kept.join('')), family };
}
