/** Something that can be looked for by its name, or by what else it is called. */
type Findable = { name: string; keywords: string };

const fold = (text: string) => text.normalize('NFKC').toLowerCase();

/** How well one word fits; 0 where it does not. The beginning of the name counts most, then that of any word. */
function scoreOf(word: string, { name, keywords }: Findable): number {
  const title = fold(name);
  if (title.startsWith(word)) return 4;
  if (title.split(/\s+/).some((part) => part.startsWith(word))) return 3;
  const others = fold(keywords).split(' ');
  if (others.some((part) => part.startsWith(word))) return 2;
  // Chinese has no spaces between its words.
  return title.includes(word) || others.some((part) => part.includes(word)) ? 1 : 0;
}

/** Those that every word of a query fits, the best first; all of them, in their order, where nothing is looked for. */
export function findCommands<Item extends Findable>(query: string, items: readonly Item[]): Item[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const scored = items.map((item) => {
    const scores = words.map((word) => scoreOf(word, item));
    return { item, score: scores.includes(0) ? -1 : scores.reduce((sum, score) => sum + score, 0) };
  });
  const found = scored.filter(({ score }) => score >= 0);
  return found.sort((one, other) => other.score - one.score).map(({ item }) => item);
}
