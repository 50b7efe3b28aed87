/** What this browser knows of when the studio was last looked at. Times are Unix milliseconds. */
export type Visit = {
  seenAt: number;
  /** The absence before this visit; `null` on the first one. */
  away: { from: number; to: number } | null;
  /** What of it was opened since, by id. */
  opened: readonly string[];
  /** Whether the line that sums it up was sent away. */
  isDismissed: boolean;
};

/** Whoever looks elsewhere for less was not away. */
const awayMs = 30_000;

/** More than these are never shown at once, so older ones need not be known. */
const mostOpened = 500;

/** Somebody looks: the same visit, or the next one. */
export function look(visit: Visit | null, now: number): Visit {
  if (!visit) return { seenAt: now, away: null, opened: [], isDismissed: false };
  if (now - visit.seenAt < awayMs) return { ...visit, seenAt: Math.max(now, visit.seenAt) };
  return { seenAt: now, away: { from: visit.seenAt, to: now }, opened: [], isDismissed: false };
}

/** A video was opened, so that it is not new any more. */
export function open(visit: Visit, id: string): Visit {
  if (visit.opened.includes(id)) return visit;
  return { ...visit, opened: [...visit.opened, id].slice(-mostOpened) };
}

/** An ended video, as far as it matters here; the time in Unix seconds. */
type Ended = { id: string; completed_at: number | null; error: { code: string } | null };

/** Whether a video came to its end in the absence, and was not opened since. What a person cancelled is no news. */
export function isNew(visit: Visit | null, { id, completed_at: endedAt, error }: Ended): boolean {
  if (!visit?.away || endedAt === null || error?.code === 'cancelled') return false;
  const { from, to } = visit.away;
  const isWithin = endedAt >= Math.floor(from / 1_000) && endedAt <= Math.floor(to / 1_000);
  return isWithin && !visit.opened.includes(id);
}

/** A visit as it was kept, where it can be read; another release may have written it, or a person. */
export function readVisit(text: string | null): Visit | null {
  try {
    const { seenAt, away, opened, isDismissed } = JSON.parse(text ?? '') as Partial<Visit>;
    if (!Number.isFinite(seenAt)) return null;
    const isSpan = Number.isFinite(away?.from) && Number.isFinite(away?.to);
    return {
      seenAt: Number(seenAt),
      away: away && isSpan ? { from: away.from, to: away.to } : null,
      opened: Array.isArray(opened) ? opened.filter((id) => typeof id === 'string') : [],
      isDismissed: isDismissed === true,
    };
  } catch {
    return null;
  }
}
