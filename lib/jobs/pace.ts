import 'server-only';

/** How fast a provider may be asked, by whatever it serves; a part of its dialect. */
export type PaceLimits = { requestsPerMinute: number; requestsAtOnce: number };

export type Pace = ReturnType<typeof openPace>;

/** So many questions may follow each other at once, after a while without any. */
const burst = 10;
/** When somebody comes again who met a provider that is busy with as many as it may be. */
const crowdedMs = 1_000;
/** A turn that was missed by so much, as by a machine that slept, is gone: all the others were missed as well. */
const missedAfterMs = 5_000;
/** How much slower than its limit a provider is asked that goes on saying 429, and how long until that is forgotten. */
const slowest = 16;
const recoversAfterMs = 60_000;

type State = {
  inFlight: number;
  /** When the next question would be due, were they asked one by one (generic cell rate algorithm). */
  nextAt: number;
  slowness: number;
  slowedAt: number;
  /** Who has to wait, by job, and until when: each has a turn of its own, so that no two are told the same one. */
  turns: Map<string, number>;
};

/**
 * Spreads the polls of each provider over time, so that a thousand jobs that are due at once, as after an outage, ask
 * no faster than one provider may be asked, and so that one that hangs holds up no other.
 */
export function openPace(now: () => number, random: () => number = Math.random) {
  const states = new Map<string, State>();

  function stateOf(providerId: string): State {
    const state = states.get(providerId) ?? {
      inFlight: 0,
      nextAt: 0,
      slowness: 1,
      slowedAt: 0,
      turns: new Map(),
    };
    states.set(providerId, state);
    return state;
  }

  /** Takes the next place in the row, and says when it comes. */
  function takeTurn(state: State, { requestsPerMinute }: PaceLimits): number {
    if (state.slowness > 1 && now() - state.slowedAt >= recoversAfterMs) {
      state.slowness /= 2;
      state.slowedAt = now();
    }
    const intervalMs = (60_000 / requestsPerMinute) * state.slowness;
    const nextAt = Math.max(state.nextAt, now());
    state.nextAt = nextAt + intervalMs;
    return nextAt - (burst - 1) * intervalMs;
  }

  return {
    /**
     * Asks for leave to poll, which `leave` gives back.
     * @returns 0, or for how many milliseconds to wait before asking again
     */
    enter(providerId: string, jobId: string, limits: PaceLimits): number {
      const state = stateOf(providerId);
      const kept = state.turns.get(jobId);
      const isGood = kept !== undefined && kept > now() - missedAfterMs;
      const turn = isGood ? kept : takeTurn(state, limits);
      state.turns.set(jobId, turn);
      if (turn > now()) return Math.ceil(turn - now());
      if (state.inFlight >= limits.requestsAtOnce) return Math.round(crowdedMs * (1 + random()));
      state.turns.delete(jobId);
      state.inFlight += 1;
      return 0;
    },

    /** Makes the waits so much shorter in the time of day, which was set back. */
    clockSetBack(byMs: number): void {
      for (const state of states.values()) {
        state.nextAt -= byMs;
        state.slowedAt -= byMs;
        for (const [jobId, turn] of state.turns) state.turns.set(jobId, turn - byMs);
      }
    },

    leave(providerId: string): void {
      stateOf(providerId).inFlight -= 1;
    },

    /** Counts a create, which never waits: polls wait for it. */
    count(providerId: string, limits: PaceLimits): void {
      takeTurn(stateOf(providerId), limits);
    },

    /** Takes note of a 429: nobody asks for as long as it says, and more slowly for some time. */
    slowDown(providerId: string, limits: PaceLimits, forMs: number): void {
      const state = stateOf(providerId);
      if (now() - state.slowedAt >= recoversAfterMs || state.slowness === 1) {
        state.slowness = Math.min(slowest, state.slowness * 2);
        state.slowedAt = now();
      }
      const intervalMs = (60_000 / limits.requestsPerMinute) * state.slowness;
      state.nextAt = Math.max(state.nextAt, now() + forMs + (burst - 1) * intervalMs);
      // Who waits already takes a new turn, behind the pause.
      state.turns.clear();
    },
  };
}
