import { fillSlots, isJson } from './prompt-slots';

/** A text, or the alternatives of a group. */
type Part = string | string[];

/**
 * Takes `{dawn|dusk}` apart. A group has a `|` in it and no group; `{slot}` and JSON are texts like any other. `\{` is a
 * brace as such, everywhere; in a group `\|` and `\}` are such signs too.
 */
function readPrompt(text: string): Part[] {
  // Nearly every prompt has none, and this is asked at every key.
  if (!text.includes('{') || isJson(text)) return [text];
  const parts: Part[] = [];
  /** Where the words began that are in no group. */
  let begun = 0;
  /** What has been read of a group that may turn out to be none. */
  let group: { begun: number; closed: string[]; words: string } | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    const next = text.charAt(at + 1);
    if (sign === '\\' && next === '{') {
      if (group) group.words += '\\{';
      at += 1;
    } else if (sign === '{') group = { begun: at, closed: [], words: '' };
    else if (!group) continue;
    else if (sign === '\\' && (next === '|' || next === '}')) {
      group.words += next;
      at += 1;
    } else if (sign === '|') {
      group.closed.push(group.words);
      group.words = '';
    } else if (sign !== '}') group.words += sign;
    else {
      if (group.closed.length > 0) {
        parts.push(text.slice(begun, group.begun), [...group.closed, group.words]);
        begun = at + 1;
      }
      group = null;
    }
  }
  return [...parts, text.slice(begun)];
}

/** How many prompts a text stands for: the product of its groups. Makes none of them. */
export function countPrompts(text: string): number {
  return readPrompt(text).reduce((count, part) => count * (typeof part === 'string' ? 1 : part.length), 1);
}

/**
 * The prompts that a text stands for, as they are sent, with their slots filled; the last group changes first. Count them
 * before: there may be millions.
 */
export function expandPrompt(text: string, slotValues: Readonly<Record<string, string>> = {}): string[] {
  return readPrompt(text)
    .reduce<string[]>(
      (prompts, part) =>
        prompts.flatMap((prompt) =>
          (typeof part === 'string' ? [part] : part).map((words) => prompt + words),
        ),
      [''],
    )
    .map((prompt) => fillSlots(prompt, slotValues));
}

/** The first of the prompts that a text stands for, and of most the only one. */
export function firstPrompt(text: string, slotValues: Readonly<Record<string, string>>): string {
  const words = readPrompt(text).map((part) => (typeof part === 'string' ? part : (part[0] ?? '')));
  return fillSlots(words.join(''), slotValues);
}

/** A text that stands for exactly this prompt; unchanged where it does so already. */
export function escapePrompt(prompt: string): string {
  if (countPrompts(prompt) === 1 && firstPrompt(prompt, {}) === prompt) return prompt;
  return prompt.replaceAll('{', String.raw`\{`);
}
