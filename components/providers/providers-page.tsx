'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus, Unplug } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { LanguageSwitch } from '@/components/studio/language-switch';
import { ThemeSwitch } from '@/components/studio/theme-switch';
import { Button } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { showToast, Toaster } from '@/components/ui/toast';
import { presetsOptions, providersOptions } from '@/lib/client/provider-queries';
import { keptDraft } from './kept-drafts';
import { ProviderCard } from './provider-card';
import { ProviderForm } from './provider-form';

const panelLook = 'rounded-tile border border-line bg-panel';

/** Stands in for the list until it is known. */
function Waiting() {
  const t = useTranslations('providers');
  return (
    <div role="status" aria-label={t('loading')} className={`${panelLook} space-y-2 p-4 sm:px-5`}>
      <div className="h-6 w-40 rounded-control bg-raised" />
      <div className="h-4 w-64 max-w-full rounded-control bg-raised" />
      <div className="h-4 w-52 max-w-full rounded-control bg-raised" />
    </div>
  );
}

/** The providers page: what is connected, and a form to connect another. */
export function ProvidersPage() {
  const t = useTranslations('providers');
  const providers = useQuery(providersOptions());
  const presets = useQuery(presetsOptions());
  const listHeading = useRef<HTMLHeadingElement>(null);
  const connectHeading = useRef<HTMLHeadingElement>(null);
  const [isConnecting, setIsConnecting] = useState(false);
  const [connected, setConnected] = useState(0);

  // What was typed before going elsewhere is still there.
  useEffect(() => {
    if (keptDraft('new')) setIsConnecting(true);
  }, []);

  const isError = providers.isError || presets.isError;
  const isKnown = providers.data !== undefined && presets.data !== undefined;
  const list = providers.data?.data ?? [];
  const isOnlyDemo = list.every(({ source }) => source === 'built_in');
  const isFormOpen = isConnecting || isOnlyDemo;

  function retry() {
    void providers.refetch();
    void presets.refetch();
  }

  return (
    <>
      <PageHeader title={t('title')} back={t('back')}>
        <LanguageSwitch />
        <ThemeSwitch />
      </PageHeader>
      <main className="mx-auto max-w-3xl space-y-8 px-3 py-6 sm:px-4">
        {isError && (
          <div className="flex items-center justify-between gap-4 rounded-tile border border-line-strong bg-panel px-4 py-2 text-13">
            <p role="alert" className="flex items-start gap-2 py-1">
              <Unplug size={16} strokeWidth={1.5} aria-hidden className="mt-px shrink-0 text-unsure" />
              {t(isKnown ? 'stale' : 'failed')}
            </p>
            <Button onClick={retry}>{t('retry')}</Button>
          </div>
        )}
        <section aria-labelledby="connected" className="space-y-3">
          <h2 id="connected" ref={listHeading} tabIndex={-1} className="font-medium text-13 text-muted">
            {t('connected')}
          </h2>
          {isKnown ? (
            <ul className={`${panelLook} divide-y divide-line`}>
              {list.map((provider) => (
                <ProviderCard
                  key={provider.id}
                  provider={provider}
                  presets={presets.data.data}
                  onRemoved={() => listHeading.current?.focus()}
                />
              ))}
            </ul>
          ) : (
            !isError && <Waiting />
          )}
        </section>
        {isKnown && (
          <section aria-labelledby="connect" className="space-y-3">
            <h2 id="connect" ref={connectHeading} tabIndex={-1} className="font-medium text-13 text-muted">
              {t('connectTitle')}
            </h2>
            {isFormOpen ? (
              <div className={`${panelLook} p-4 sm:p-5`}>
                <ProviderForm
                  key={connected}
                  provider={null}
                  presets={presets.data.data}
                  onCancel={isOnlyDemo ? null : () => setIsConnecting(false)}
                  onSaved={({ label }) => {
                    setConnected((count) => count + 1);
                    setIsConnecting(false);
                    listHeading.current?.focus();
                    void showToast(t('added', { label }));
                  }}
                />
              </div>
            ) : (
              <Button
                onClick={() => {
                  setIsConnecting(true);
                  connectHeading.current?.focus();
                }}
              >
                <Plus size={16} strokeWidth={1.5} aria-hidden />
                {t('connectAnother')}
              </Button>
            )}
          </section>
        )}
      </main>
      <Toaster />
    </>
  );
}
