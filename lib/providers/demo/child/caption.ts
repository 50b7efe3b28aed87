import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { loadCaptionFont } from './caption-font.ts';
import type { Context } from './stage.ts';

const mostLines = 2;
const label = 'Demo, not AI';

/** Where a line may end: between words, and before any Chinese, Japanese or Korean character that may begin a line. */
function splitText(text: string): string[] {
  const pieces = new Intl.Segmenter('zh', { granularity: 'word' }).segment(text);
  const words: string[] = [];
  for (const { segment } of pieces) {
    const staysWithLast = /^[\s,.!?;:)\]}'"…，。！？；：、）】》」』”’-]/.test(segment);
    if (staysWithLast && words.length > 0) words[words.length - 1] += segment;
    else words.push(segment);
  }
  return words;
}

/** Breaks a text into at most two lines no wider than `widest`; what does not fit ends in an ellipsis. */
export function breakLines(text: string, widest: number, measure: (line: string) => number): string[] {
  const words = splitText(text);
  const lines: string[] = [];
  let line = '';
  for (const [index, word] of words.entries()) {
    if (line === '' || measure((line + word).trimEnd()) <= widest) {
      line += word;
      continue;
    }
    if (lines.length === mostLines - 1) {
      line += words.slice(index).join('');
      break;
    }
    lines.push(line.trim());
    line = word;
  }
  lines.push(line.trim());
  return lines.map((full) => (measure(full) <= widest ? full : shorten(full, widest, measure)));
}

/** Cuts between words where there are words, within one where it alone is too long. */
function shorten(line: string, widest: number, measure: (line: string) => number): string {
  const ended = (text: string) => `${text.replace(/[\s,.;:，。、；：]+$/, '')}…`;
  const fits = (text: string) => measure(ended(text)) <= widest;
  for (const pieces of [splitText(line), [...line]]) {
    while (pieces.length > 1 && !fits(pieces.join(''))) pieces.pop();
    if (fits(pieces.join(''))) return ended(pieces.join(''));
  }
  return '…';
}

function paintCaption(prompt: string, width: number, height: number): Canvas | null {
  const unit = Math.min(width, height);
  const { text, family } = loadCaptionFont(prompt);
  if (!text) return null;
  const size = Math.round(unit * 0.043);
  const lineHeight = size * 1.34;
  const probe = createCanvas(1, 1).getContext('2d');
  probe.font = `${size}px ${family}`;
  const widest = Math.min(width * 0.86, unit * 1.35);
  const measure = (line: string) => probe.measureText(line).width;
  // Two lines of like length read better than a long one and a single word.
  const balanced = measure(text) <= widest ? widest : (measure(text) / mostLines) * 1.12;
  const fitting = breakLines(text, Math.min(widest, balanced), measure);
  const lines = fitting.at(-1)?.endsWith('…') ? breakLines(text, widest, measure) : fitting;

  const foot = unit * 0.075;
  const canvas = createCanvas(width, Math.ceil(foot + lines.length * lineHeight + unit * 0.16));
  const context = canvas.getContext('2d');
  const shade = context.createLinearGradient(0, 0, 0, canvas.height);
  for (let step = 0; step <= 10; step++)
    shade.addColorStop(step / 10, `rgba(4,6,14,${0.66 * (step / 10) ** 1.5})`);
  context.fillStyle = shade;
  context.fillRect(0, 0, width, canvas.height);
  context.font = `${size}px ${family}`;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  context.fillStyle = '#fff';
  context.shadowColor = 'rgba(0,0,0,0.55)';
  context.shadowBlur = size * 0.35;
  context.shadowOffsetY = size * 0.04;
  lines.forEach((line, index) => {
    context.fillText(line, width / 2, canvas.height - foot - (lines.length - 1 - index) * lineHeight);
  });
  return canvas;
}

function paintLabel(width: number, height: number): Canvas {
  const unit = Math.min(width, height);
  const size = Math.max(11, Math.round(unit * 0.021));
  const { family } = loadCaptionFont(label);
  const canvas = createCanvas(Math.ceil(size * 8.4), Math.ceil(size * 2));
  const context = canvas.getContext('2d');
  context.font = `${size}px ${family}`;
  const wide = context.measureText(label).width + size * 1.3;
  context.fillStyle = 'rgba(4,6,14,0.34)';
  context.beginPath();
  context.roundRect(canvas.width - wide, 0, wide, canvas.height, canvas.height / 2);
  context.fill();
  context.fillStyle = 'rgba(255,255,255,0.82)';
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.fillText(label, canvas.width - size * 0.65, canvas.height * 0.53);
  return canvas;
}

/**
 * The prompt in the lower third, and the quiet word that this is no work of a model. The prompt comes in after the first
 * moment, so that the first frame shows the picture plainly.
 */
export function createCaption(prompt: string, width: number, height: number) {
  const caption = paintCaption(prompt, width, height);
  const note = paintLabel(width, height);
  const gap = Math.round(Math.min(width, height) * 0.028);
  return (context: Context, seconds: number) => {
    context.resetTransform();
    const strength = Math.min(1, Math.max(0, (seconds - 0.15) / 0.5));
    if (caption && strength > 0) {
      context.globalAlpha = strength * strength * (3 - 2 * strength);
      context.drawImage(caption, 0, height - caption.height);
      context.globalAlpha = 1;
    }
    context.drawImage(note, width - note.width - gap, gap);
  };
}
