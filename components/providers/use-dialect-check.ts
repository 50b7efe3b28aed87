import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { dialectCheckOptions } from '@/lib/client/provider-queries';
import type { DialectCheck } from '@/lib/providers/wire';

const pauseMs = 300;

export type DialectState = {
  issues: DialectCheck['issues'];
  /** `unchecked` where the studio did not answer: saving checks it once more. */
  state: 'checking' | 'valid' | 'invalid' | 'unchecked';
};

/** Checks a dialect as it is typed, once the typing pauses. `null` needs no check: it is a preset's own. */
export function useDialectCheck(text: string | null): DialectState {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);

  const { data, isError } = useQuery({
    ...dialectCheckOptions(settled ?? ''),
    enabled: settled !== null && settled === text,
    // What was wrong stays until it is known whether it still is, so that nothing flickers.
    placeholderData: (previous) => previous,
  });
  if (text === null) return { issues: [], state: 'valid' };
  const issues = data?.issues ?? [];
  if (settled !== text) return { issues, state: 'checking' };
  if (isError) return { issues: [], state: 'unchecked' };
  if (!data) return { issues, state: 'checking' };
  return { issues, state: data.ok ? 'valid' : 'invalid' };
}
