/** What a slot may be called: letters, digits, spaces, hyphens and underscores, and not blanks alone. */
const slotPattern = /\\\{|\{([\p{L}\p{N} _-]{1,40})\}/gu;

/** A prompt that is JSON, or is being written as such: some models take scenes so, and their braces are no slots. */
const jsonStart = /^\s*\[?\s*\{\s*"/;

export function isJson(prompt: string): boolean {
  if (jsonStart.test(prompt)) return true;
  if (!/^\s*[[{]/.test(prompt)) return false;
  try {
    const value: unknown = JSON.parse(prompt);
    return typeof value === 'object';
  } catch {
    return false;
  }
}

/** A piece of a prompt: words as they are sent, or the name of a slot in its place. */
export type PromptPiece = { words: string } | { slot: string };

/** A prompt taken apart. `\{` is a brace as such; `{dawn|dusk}` is none of ours and stays as it is. */
export function readSlots(prompt: string): PromptPiece[] {
  // Nearly every prompt has none, and this is asked at every key.
  if (!prompt.includes('{') || isJson(prompt)) return [{ words: prompt }];
  const pieces: PromptPiece[] = [];
  let words = '';
  let end = 0;
  for (const match of prompt.matchAll(slotPattern)) {
    const name = match[1]?.trim();
    words += prompt.slice(end, match.index);
    end = match.index + match[0].length;
    if (name) {
      pieces.push({ words }, { slot: name });
      words = '';
    } else words += match[1] === undefined ? '{' : match[0];
  }
  return [...pieces, { words: words + prompt.slice(end) }];
}

/** The names of the slots in a prompt, each once, in the order in which they stand. */
export function findSlots(prompt: string): string[] {
  return [...new Set(readSlots(prompt).flatMap((piece) => ('slot' in piece ? [piece.slot] : [])))];
}

/** The value of a slot without the blanks around it; empty where there is none. */
export function slotValue(values: Readonly<Record<string, string>>, slot: string): string {
  return Object.hasOwn(values, slot) ? (values[slot]?.trim() ?? '') : '';
}

/** The prompt as it is sent: each slot with its value, which is not looked through for slots again. */
export function fillSlots(prompt: string, values: Readonly<Record<string, string>>): string {
  return readSlots(prompt)
    .map((piece) => ('slot' in piece ? slotValue(values, piece.slot) || `{${piece.slot}}` : piece.words))
    .join('');
}

/** The first slot that has nothing in it; `null` where all are filled, or there is none. */
export function findEmptySlot(prompt: string, values: Readonly<Record<string, string>>): string | null {
  return findSlots(prompt).find((slot) => slotValue(values, slot) === '') ?? null;
}
