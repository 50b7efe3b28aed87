/** How a prompt came to be as it is: the texts before it and, after an undo, those that it can go forward to. */
export type PromptEdits = {
  past: readonly string[];
  present: string;
  future: readonly string[];
  /** The typing that may still go on as the same step. */
  run: { kind: 'insert' | 'delete'; at: number; caret: number; isWordOver: boolean } | null;
};

/** After so long a pause what is typed is a step of its own. */
const pauseMs = 1_000;
const mostSteps = 200;
/** Of all steps together, so that long prompts do not fill the memory. */
const mostCharacters = 1_000_000;

/** What changed between two texts: where it begins, and how much was taken out and put in there. */
function changeBetween(before: string, after: string) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same])
    same += 1;
  return {
    start,
    removed: before.slice(start, before.length - same),
    inserted: after.slice(start, after.length - same),
  };
}

/** Where the caret belongs when one text takes the place of another: behind what changed. */
export function caretAfter(before: string, after: string): number {
  const { start, inserted } = changeBetween(before, after);
  return start + inserted.length;
}

export function startEdits(present: string): PromptEdits {
  return { past: [], present, future: [], run: null };
}

/** The latest steps, as many as are kept. */
function keep(steps: readonly string[]): readonly string[] {
  let characters = 0;
  const kept = steps.slice(-mostSteps);
  const from = kept.findLastIndex((text) => {
    characters += text.length;
    return characters > mostCharacters;
  });
  return kept.slice(from + 1);
}

/** The text was filled in, all at once: a step of its own. */
export function fillIn(edits: PromptEdits, text: string): PromptEdits {
  if (text === edits.present) return edits;
  return { past: keep([...edits.past, edits.present]), present: text, future: [], run: null };
}

/**
 * The text was typed, or pasted. Letters that follow on one another are one step, up to the end of a word and what
 * stands behind it; a pause, a change of place, and anything longer than a letter begin another.
 * @param at when, in milliseconds
 */
export function typeIn(edits: PromptEdits, text: string, at: number): PromptEdits {
  const { present, run, past } = edits;
  if (text === present) return edits;
  const { start, removed, inserted } = changeBetween(present, text);
  const isInsert = removed === '' && [...inserted].length === 1;
  const isDelete = inserted === '' && [...removed].length === 1;
  const kind = isInsert ? 'insert' : isDelete ? 'delete' : null;
  // Of equal letters side by side nobody can tell which one it was, so the place may be off by those.
  const isNear = run !== null && Math.abs(start + removed.length - run.caret) <= 1;
  const isSpace = /\s/u.test(inserted + removed);
  const goesOn =
    run !== null && kind === run.kind && isNear && at - run.at < pauseMs && !(run.isWordOver && !isSpace);
  return {
    past: goesOn ? past : keep([...past, present]),
    present: text,
    future: [],
    run: kind && { kind, at, caret: start + inserted.length, isWordOver: isSpace },
  };
}

/** One step back; as it is where there is none. */
export function undo({ past, present, future, ...rest }: PromptEdits): PromptEdits {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future, ...rest };
  return { past: past.slice(0, -1), present: before, future: [present, ...future], run: null };
}

/** One step forward again; as it is where there is none. */
export function redo({ past, present, future, ...rest }: PromptEdits): PromptEdits {
  const [after, ...later] = future;
  if (after === undefined) return { past, present, future, ...rest };
  return { past: [...past, present], present: after, future: later, run: null };
}
