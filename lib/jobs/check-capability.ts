import 'server-only';
import { StudioError } from '@/lib/errors';
import type { Capability, Limits } from '@/lib/providers/dialect';
import { checkOption } from '@/lib/providers/encode-options';
import type { ModelDialect } from '@/lib/providers/resolve-model';
import type { JobRequest } from './job';

type Asked = Pick<JobRequest, 'size' | 'seconds' | 'fps' | 'options'> & { references: readonly unknown[] };

function listed(values: readonly (string | number)[]): string {
  const [last, ...others] = [...values].reverse();
  return others.length === 0 ? String(last) : `${others.reverse().join(', ')} or ${last}`;
}

/** What would be right for a number, or `null` where it is right. */
function describeLimits(value: number, { values, minimum, maximum, step }: Limits): string | null {
  if (values && !values.includes(value)) return listed(values);
  const isLow = minimum !== undefined && value < minimum;
  const isHigh = maximum !== undefined && value > maximum;
  if (isLow && maximum === undefined) return `at least ${minimum}`;
  if (isHigh && minimum === undefined) return `at most ${maximum}`;
  if (isLow || isHigh) return `between ${minimum} and ${maximum}`;
  const steps = step === undefined ? 0 : (value - (minimum ?? 0)) / step;
  return Math.abs(steps - Math.round(steps)) > 1e-6 ? `in steps of ${step} from ${minimum ?? 0}` : null;
}

/** The sizes and lengths that are left once the other choices have been made. */
function narrow(capability: Capability, asked: Asked): Pick<Capability, 'sizes'> & { lengths?: number[] } {
  let { sizes } = capability;
  let lengths = capability.seconds?.values;
  for (const { when, ...then } of capability.conditions ?? []) {
    const isMet =
      (when.sizes?.includes(asked.size ?? '') ?? true) &&
      (when.seconds?.includes(asked.seconds ?? Number.NaN) ?? true) &&
      (when.hasReference ?? asked.references.length > 0) === asked.references.length > 0;
    if (!isMet) continue;
    if (then.sizes) sizes = sizes?.filter((size) => then.sizes?.includes(size)) ?? then.sizes;
    if (then.seconds) lengths = lengths?.filter((length) => then.seconds?.includes(length)) ?? then.seconds;
  }
  return { sizes, lengths };
}

/**
 * Checks a request against what the model can take, before anything is sent.
 * @throws StudioError `invalid_request` naming the field and what would be right
 */
export function checkCapability(model: string, { capability, options }: ModelDialect, asked: Asked): void {
  const refuse = (param: string, words: string) => {
    throw new StudioError('invalid_request', `${param} ${words}, for the model ${model}.`, { param });
  };
  const { sizes, lengths } = narrow(capability, asked);
  const { size, seconds, fps } = asked;
  if (size !== undefined && sizes && !sizes.includes(size)) refuse('size', `must be ${listed(sizes)}`);
  if (seconds !== undefined) {
    const right = describeLimits(seconds, { ...capability.seconds, values: lengths });
    if (right !== null) refuse('seconds', `must be ${right}`);
  }
  if (fps !== undefined && capability.fps) {
    const right = describeLimits(fps, capability.fps);
    if (right !== null) refuse('fps', `must be ${right}`);
  }
  for (const option of options) {
    const value = asked.options?.[option.name];
    const fault = value === undefined ? null : checkOption(option, value);
    if (fault !== null) refuse(option.name, fault);
  }
}
