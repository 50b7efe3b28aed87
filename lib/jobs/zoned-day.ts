import 'server-only';

/** A day as a calendar has it: `2026-11-21`. */
export type Day = string;

const dayMs = 24 * 3_600_000;

/** The time zone of this machine, by its IANA name. */
export function machineZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Whether a text names a time zone. */
export function isZone(text: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far clocks of a zone are ahead of UTC at a moment, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000;
}

/** The day that a calendar in a zone shows at a moment (Unix milliseconds). */
export function dayAt(at: number, zone: string): Day {
  return new Date(at + offsetAt(at, zone)).toISOString().slice(0, 10);
}

/** A day so many days later. */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

/** The first moment of a day in a zone (Unix milliseconds), also where clocks are set at midnight. */
export function startOfDay(day: Day, zone: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // The clocks of the day before and of the day after: one of the two holds at its beginning.
  const [before, after] = [-dayMs, dayMs].map((away) => midnight - offsetAt(midnight + away, zone));
  const starts = [before, after].filter((start) => start !== undefined && dayAt(start, zone) === day);
  // A day that was left out, as one was on Samoa, ends where it begins.
  return Math.min(...(starts.length > 0 ? starts : [before]).map(Number));
}

/** One day of a calendar, and its moments. */
export type ZonedDay = { day: Day; startsAt: number; endsAt: number };

/** Clocks are never set twice within so many days, so where both ends agree nobody set them in between. */
const steadyDays = 7;

/** The days of a zone from one moment to a later one, both included, the newest first; days that were left out are not among them. */
export function daysBetween(from: number, to: number, zone: string): ZonedDay[] {
  const starts: { day: Day; startsAt: number }[] = [];
  const beyond = addDays(dayAt(to, zone), 1);
  for (let day = dayAt(from, zone); day <= beyond; day = addDays(day, steadyDays)) {
    const midnight = Date.parse(`${day}T00:00:00Z`);
    const [offset, later] = [midnight - dayMs, midnight + steadyDays * dayMs].map((at) => offsetAt(at, zone));
    for (let count = 0; count < steadyDays; count += 1) {
      const one = addDays(day, count);
      const isSteady = offset === later && offset !== undefined;
      starts.push({
        day: one,
        startsAt: isSteady ? midnight + count * dayMs - offset : startOfDay(one, zone),
      });
    }
  }
  const days = starts.flatMap(({ day, startsAt }, index) => {
    const endsAt = starts[index + 1]?.startsAt ?? startsAt;
    return endsAt > startsAt && day < beyond ? [{ day, startsAt, endsAt }] : [];
  });
  return days.reverse();
}

/** The day at a moment: its first moment, and that of the next one. */
export function dayAround(at: number, zone: string): { startsAt: number; endsAt: number } {
  const day = dayAt(at, zone);
  return { startsAt: startOfDay(day, zone), endsAt: startOfDay(addDays(day, 1), zone) };
}
