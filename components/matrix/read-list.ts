/** What is written between commas, spaces and line ends, each once. */
export function readList(text: string): string[] {
  return [...new Set(text.split(/[\s,;，、；]+/).filter(Boolean))];
}

/** The whole numbers of a list, and what in it is none. */
export function readSeeds(text: string): { seeds: number[]; wrong: string[] } {
  const words = readList(text);
  const isSeed = (word: string) => /^-?\d+$/.test(word) && Number.isSafeInteger(Number(word));
  return {
    seeds: [...new Set(words.filter(isSeed).map(Number))],
    wrong: words.filter((word) => !isSeed(word)),
  };
}

/** The lines that say something, each a prompt. */
export function readLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
