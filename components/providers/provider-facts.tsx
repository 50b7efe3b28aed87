import { Box, KeyRound, Languages, ListVideo, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Preset, ProviderView } from '@/lib/providers/wire';

type FactProps = { icon: LucideIcon; tone?: string; children: ReactNode };

function Fact({ icon: Icon, tone = 'text-faint', children }: FactProps) {
  return (
    <li className="flex min-w-0 items-center gap-1.5">
      <Icon size={16} strokeWidth={1.5} aria-hidden className={`shrink-0 ${tone}`} />
      <span className="min-w-0 break-words">{children}</span>
    </li>
  );
}

/** What a dialect calls itself, where it says. */
function nameOf(dialect: unknown): string | null {
  if (typeof dialect !== 'object' || dialect === null || !('label' in dialect)) return null;
  return typeof dialect.label === 'string' ? dialect.label : null;
}

type ProviderFactsProps = { provider: ProviderView; presets: readonly Preset[]; modelCount: number | null };

/** Where a provider is, how it is spoken to, what it holds, and where it comes from. */
export function ProviderFacts({ provider, presets, modelCount }: ProviderFactsProps) {
  const t = useTranslations('providers');
  const { source, key, open_jobs: openJobs } = provider;
  const preset = presets.find(({ id }) => id === provider.preset);
  const dialect = preset?.label ?? nameOf(provider.dialect) ?? t('facts.ownDialect');

  return (
    <div className="space-y-2 text-13 text-muted">
      {source !== 'built_in' && <p className="break-all font-mono">{provider.base_url}</p>}
      <ul className="flex flex-wrap gap-x-4 gap-y-1 tabular-nums">
        {source !== 'built_in' && (
          <>
            <Fact icon={Languages}>
              {provider.is_dialect_edited ? t('facts.editedDialect', { dialect }) : dialect}
            </Fact>
            {key && !key.is_readable ? (
              <Fact icon={TriangleAlert} tone="text-failed">
                <span className="text-failed">{t('facts.keyLost')}</span>
              </Fact>
            ) : (
              <Fact icon={KeyRound}>
                {key ? t('facts.key', { lastFour: key.last_four }) : t('facts.noKey')}
              </Fact>
            )}
          </>
        )}
        {modelCount !== null && <Fact icon={Box}>{t('facts.models', { count: modelCount })}</Fact>}
        {openJobs > 0 && <Fact icon={ListVideo}>{t('facts.openJobs', { count: openJobs })}</Fact>}
      </ul>
      {source !== 'studio' && <p>{t(`source.${source}`)}</p>}
    </div>
  );
}
