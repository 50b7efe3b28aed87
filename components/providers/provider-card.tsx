import { useQuery, useQueryClient } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { InlineConfirm } from '@/components/ui/inline-confirm';
import { showToast } from '@/components/ui/toast';
import { removeProvider, testConnection } from '@/lib/client/change-provider';
import { messageOf } from '@/lib/client/message-of';
import { modelOptions } from '@/lib/client/model-queries';
import { providerKeys } from '@/lib/client/provider-queries';
import type { ConnectionReport, Preset, ProviderView } from '@/lib/providers/wire';
import { AdoptForm } from './adopt-form';
import { ConnectionChecklist } from './connection-checklist';
import { HeldOff } from './held-off';
import { keptDraft } from './kept-drafts';
import { ProviderFacts } from './provider-facts';
import { ProviderForm } from './provider-form';

type ProviderCardProps = {
  provider: ProviderView;
  presets: readonly Preset[];
  /** Called when it is gone, to put the focus somewhere. */
  onRemoved: () => void;
};

/** A connected provider: what it is, and what can be done with it. */
export function ProviderCard({ provider, presets, onRemoved }: ProviderCardProps) {
  const t = useTranslations('providers');
  const queryClient = useQueryClient();
  const { data: models } = useQuery(modelOptions());
  const [mode, setMode] = useState<'view' | 'edit' | 'adopt' | 'remove'>('view');
  const [wishedPreset, setWishedPreset] = useState<string | null>(null);
  const [busy, setBusy] = useState<'testing' | 'removing' | null>(null);
  const [report, setReport] = useState<ConnectionReport | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const actions = useRef<HTMLDivElement>(null);
  const lastMode = useRef(mode);

  const isOurs = provider.source === 'studio';
  const headingId = `provider-${provider.id}`;

  // What was typed before going elsewhere is still there.
  useEffect(() => {
    if (isOurs && keptDraft(provider.id)) setMode('edit');
  }, [isOurs, provider.id]);

  // Back where it was opened from.
  useEffect(() => {
    if (mode === 'view' && lastMode.current !== 'view')
      actions.current?.querySelector<HTMLElement>(`[data-mode="${lastMode.current}"]`)?.focus();
    lastMode.current = mode;
  }, [mode]);

  async function during(what: 'testing' | 'removing', work: () => Promise<void>) {
    setBusy(what);
    setTrouble(null);
    try {
      await work();
    } catch (error) {
      setTrouble(messageOf(error));
    } finally {
      setBusy(null);
    }
  }

  const test = () =>
    during('testing', async () => setReport(await testConnection({ provider: provider.id })));

  const remove = () =>
    during('removing', async () => {
      await removeProvider(provider.id);
      void queryClient.invalidateQueries({ queryKey: modelOptions().queryKey });
      await queryClient.invalidateQueries({ queryKey: providerKeys.all });
      void showToast(t('removed', { label: provider.label }));
      onRemoved();
    });

  function edit(preset: string | null) {
    setWishedPreset(preset);
    setReport(null);
    setMode('edit');
  }

  return (
    <li aria-labelledby={headingId} className="flex flex-col gap-4 p-4 sm:px-5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-72 space-y-1">
          <h3 id={headingId} className="break-words font-medium text-16">
            {provider.label}
          </h3>
          <ProviderFacts
            provider={provider}
            presets={presets}
            modelCount={
              models?.data.filter(({ firstframe }) => firstframe.provider.id === provider.id).length ?? null
            }
          />
        </div>
        {mode === 'view' && provider.source !== 'built_in' && (
          <div ref={actions} className="flex flex-wrap gap-2">
            <Button disabled={busy !== null} aria-describedby={headingId} onClick={test}>
              {t(busy === 'testing' ? 'testing' : 'test')}
            </Button>
            <Button data-mode="adopt" aria-describedby={headingId} onClick={() => setMode('adopt')}>
              {t('adopt.open')}
            </Button>
            {isOurs && (
              <>
                <Button data-mode="edit" aria-describedby={headingId} onClick={() => edit(null)}>
                  {t('edit')}
                </Button>
                <Button
                  look="bare"
                  data-mode="remove"
                  aria-describedby={headingId}
                  onClick={() => setMode('remove')}
                >
                  {t('remove')}
                </Button>
              </>
            )}
          </div>
        )}
      </div>
      {provider.circuit && <HeldOff provider={provider} circuit={provider.circuit} />}
      {mode === 'adopt' && (
        <AdoptForm provider={provider} onCancel={() => setMode('view')} onAdopted={() => setMode('view')} />
      )}
      {mode === 'remove' && (
        <InlineConfirm
          // With something open there, it stays: without the provider, what is paid for could not be fetched.
          action={provider.open_jobs > 0 ? null : t('remove')}
          isBusy={busy === 'removing'}
          onCancel={() => setMode('view')}
          onConfirm={remove}
        >
          {provider.open_jobs > 0
            ? t('removeLater', { label: provider.label, count: provider.open_jobs })
            : t('removeQuestion', { label: provider.label })}
        </InlineConfirm>
      )}
      {mode === 'edit' && (
        <ProviderForm
          provider={provider}
          presets={presets}
          wishedPreset={wishedPreset}
          onCancel={() => setMode('view')}
          onSaved={({ label }) => {
            setMode('view');
            void showToast(t('saved', { label }));
          }}
        />
      )}
      <div aria-live="polite" className="space-y-3 empty:-mt-4">
        {mode === 'view' && report && (
          <ConnectionChecklist
            report={report}
            preset={provider.preset ?? ''}
            isOutdated={false}
            onPreset={isOurs && !provider.is_dialect_edited ? edit : null}
          />
        )}
        {trouble && (
          <p className="flex items-start gap-2 text-13 text-failed">
            <TriangleAlert size={16} strokeWidth={1.5} aria-hidden className="mt-px shrink-0" />
            {trouble}
          </p>
        )}
      </div>
    </li>
  );
}
