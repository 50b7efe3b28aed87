import { useState } from 'react';
import { ApiError } from '@/lib/client/api';
import { messageOf } from '@/lib/client/message-of';

/** Why it came to nothing; `param` is the field that it is about. */
type Refusal = { param: string | null; text: string };

/** Something that is tried when it is pressed: whether it is under way, and why the last try came to nothing. */
export function useAttempt() {
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    setIsBusy(true);
    setRefusal(null);
    try {
      await work();
    } catch (error) {
      setRefusal({ param: error instanceof ApiError ? error.param : null, text: messageOf(error) });
    } finally {
      setIsBusy(false);
    }
  }

  /** What is said at a field. */
  const errorAt = (param: string) => (refusal?.param === param ? refusal.text : null);
  /** What is said where none of these fields is meant. */
  const errorBeside = (...params: string[]) =>
    refusal && !params.some((param) => param === refusal.param) ? refusal.text : null;
  const refuse = (text: string, param: string | null = null) => setRefusal({ param, text });

  /** What was tried is not what would be tried now. */
  const forget = () => setRefusal(null);

  return { isBusy, refusal, attempt, refuse, forget, errorAt, errorBeside };
}
