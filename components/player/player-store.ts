import { type PlayerState, restingState } from './player-state';

/** Holds what there is to see of a player, and tells who looks at it. */
export class PlayerStore {
  #state: PlayerState;
  readonly #listeners = new Set<() => void>();

  constructor(begin: Partial<PlayerState> = {}) {
    this.#state = { ...restingState, ...begin };
  }

  get state(): PlayerState {
    return this.#state;
  }

  /** Calls back after each change; the answer ends that. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  change(changes: Partial<PlayerState>): void {
    const names = Object.keys(changes) as (keyof PlayerState)[];
    if (names.every((name) => changes[name] === this.#state[name])) return;
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener();
  }
}
