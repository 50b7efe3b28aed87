/** As long as a line of the list. */
const longest = 48;

/** A name to begin with for a prompt: its first words. */
export function nameFor(prompt: string): string {
  const line = prompt.trim().split('\n', 1)[0]?.trim() ?? '';
  if (line.length <= longest) return line;
  const words = line
    .slice(0, longest)
    .toWellFormed()
    .replace(/\ufffd$/, '');
  const end = words.lastIndexOf(' ');
  return `${end > longest / 2 ? words.slice(0, end) : words}…`;
}
