/** `[fault:create_reset]`, `[fault:poll_status=502*5]`: what goes wrong, with what, and how many times before it goes well. */
const tag = /\[fault:(create|poll|content)_([a-z0-9_]+)(?:=([^\]*]+))?(?:\*(\d+))?\]/g;

export type Phase = 'create' | 'poll' | 'content';

/** One thing that goes wrong with one video. */
export type Fault = { phase: Phase; name: string; argument: string; times: number };

/** The faults that a prompt asks for, in its order. */
export function readFaultTags(prompt: string): Fault[] {
  return [...prompt.matchAll(tag)].map(([, phase, name = '', argument = '', times]) => ({
    phase: phase as Phase,
    name,
    argument,
    times: times === undefined ? Number.POSITIVE_INFINITY : Number(times),
  }));
}

/** Hands out the faults of each prompt, each as often as it is wanted, then none. */
export function openFaultPlan() {
  const left = new Map<string, Fault[]>();
  return {
    next(prompt: string, phase: Phase): Fault | null {
      const faults = left.get(prompt) ?? readFaultTags(prompt);
      left.set(prompt, faults);
      const fault = faults.find((one) => one.phase === phase && one.times > 0);
      if (!fault) return null;
      fault.times -= 1;
      return fault;
    },
  };
}
