/** Where somebody is who goes back through the prompts that were sent: at -1 is what was being written. */
export type Recall = { draft: string; at: number };

/** The text of a place. */
export function textAt({ draft, at }: Recall, prompts: readonly string[]): string {
  return at === -1 ? draft : (prompts[at] ?? '');
}

/**
 * The next place in a direction that shows another text than the present one, since a step that is not seen is none.
 * `null` where there is none among those prompts.
 */
export function stepRecall(
  recall: Recall,
  prompts: readonly string[],
  direction: 'older' | 'newer',
): Recall | null {
  const shown = textAt(recall, prompts);
  const by = direction === 'older' ? 1 : -1;
  for (let at = recall.at + by; at >= -1 && at < prompts.length; at += by) {
    const next = { ...recall, at };
    if (textAt(next, prompts) !== shown) return next;
  }
  return null;
}
