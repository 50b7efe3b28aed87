import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError } from '@/lib/client/api';
import {
  type ConnectionTest,
  changeProvider,
  connectProvider,
  testConnection,
} from '@/lib/client/change-provider';
import { modelOptions } from '@/lib/client/model-queries';
import { providerKeys } from '@/lib/client/provider-queries';
import type { ConnectionReport, ProviderView } from '@/lib/providers/wire';
import { keepDraft, keptDraft } from './kept-drafts';
import {
  draftOf,
  emptyDraft,
  isChanged,
  type ProviderDraft,
  toChange,
  toNewProvider,
  toTest,
} from './provider-draft';

type Tested = { report: ConnectionReport; asked: string };

/** What a report depends on. Another preset leaves it true: which one fits is what it is about. */
function describeTest({ preset: _, ...asked }: ConnectionTest): string {
  return JSON.stringify(asked);
}

/** Anything thrown, as an error with a field. */
function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError(String(error), { code: 'internal', param: null, status: 0 });
}

/**
 * What a form holds, tests and saves. The key is in this state alone, and is gone with it: no mutation keeps it, and
 * what is kept for coming back is kept without it.
 */
export function useProviderForm(
  provider: ProviderView | null,
  { wishedPreset, onSaved }: { wishedPreset: string | null; onSaved: (saved: ProviderView) => void },
) {
  const queryClient = useQueryClient();
  const place = provider?.id ?? 'new';
  const [draft, setDraft] = useState<ProviderDraft>(() => {
    const start = keptDraft(place) ?? (provider ? draftOf(provider) : emptyDraft);
    return wishedPreset === null ? start : { ...start, preset: wishedPreset, dialect: null };
  });
  const [busy, setBusy] = useState<'testing' | 'saving' | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [tested, setTested] = useState<Tested | null>(null);

  const isDirty = isChanged(draft, provider);
  useEffect(() => keepDraft(place, isDirty ? draft : null), [place, draft, isDirty]);
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isDirty]);

  function fill(change: Partial<ProviderDraft>) {
    setDraft((current) => ({ ...current, ...change }));
    setError(null);
  }

  async function during(what: 'testing' | 'saving', work: () => Promise<void>) {
    setBusy(what);
    setError(null);
    try {
      await work();
    } catch (thrown) {
      setError(asApiError(thrown));
    } finally {
      setBusy(null);
    }
  }

  const test = () =>
    during('testing', async () => {
      const asked = toTest(draft, provider);
      setTested({ report: await testConnection(asked), asked: describeTest(asked) });
    });

  const save = () =>
    during('saving', async () => {
      const saved = provider
        ? await changeProvider(provider.id, toChange(draft, provider))
        : await connectProvider(toNewProvider(draft));
      // The composer offers its models at once.
      void queryClient.invalidateQueries({ queryKey: modelOptions().queryKey });
      await queryClient.invalidateQueries({ queryKey: providerKeys.all });
      // Closes the form, and what it holds is gone with it.
      onSaved(saved);
      keepDraft(place, null);
    });

  /** Forgets what was typed. */
  const discard = () => keepDraft(place, null);

  const isOutdated = tested !== null && tested.asked !== describeTest(toTest(draft, provider));
  return {
    draft,
    fill,
    busy,
    error,
    isDirty,
    test,
    save,
    discard,
    report: tested?.report ?? null,
    isOutdated,
  };
}
