import { LoaderCircle, TriangleAlert } from 'lucide-react';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { CodeField } from '@/components/ui/code-field';
import { FormField, inputLook } from '@/components/ui/form-field';
import { InlineConfirm } from '@/components/ui/inline-confirm';
import { TextField } from '@/components/ui/text-field';
import type { Preset, ProviderView } from '@/lib/providers/wire';
import { ConnectionChecklist } from './connection-checklist';
import { DialectEditor } from './dialect-editor';
import { fieldOfError, type ProviderField } from './field-of-error';
import { KeyField } from './key-field';
import { PresetField } from './preset-field';
import { textOfDialect } from './provider-draft';
import { useDialectCheck } from './use-dialect-check';
import { useProviderForm } from './use-provider-form';

type ProviderFormProps = {
  /** The one to change; `null` to connect another. */
  provider: ProviderView | null;
  presets: readonly Preset[];
  /** A preset to begin with instead of the provider's own. */
  wishedPreset?: string | null;
  onSaved: (saved: ProviderView) => void;
  /** `null` where there is nothing to go back to. */
  onCancel: (() => void) | null;
};

const isBlank = (text: string) => text.trim() === '';

/** Connects a provider, or changes one. */
export function ProviderForm({
  provider,
  presets,
  wishedPreset = null,
  onSaved,
  onCancel,
}: ProviderFormProps) {
  const t = useTranslations('providers');
  const form = useRef<HTMLFormElement>(null);
  const whyNotId = useId();
  const { draft, fill, busy, error, isDirty, test, save, discard, report, isOutdated } = useProviderForm(
    provider,
    { wishedPreset, onSaved },
  );
  const check = useDialectCheck(draft.dialect);
  const [isUrlMissed, setIsUrlMissed] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);

  const preset = presets.find(({ id }) => id === draft.preset) ?? null;
  const field = fieldOfError(error);
  const errorAt = (name: ProviderField) => (error && field === name ? error.message : null);
  const urlError = isUrlMissed && isBlank(draft.baseUrl) ? t('url.missing') : errorAt('base_url');
  const isDialectWrong = check.state === 'invalid' || check.state === 'checking';
  const isKeyRefused = report?.key.state === 'refused' && !isOutdated;

  // Whoever opens the form to change something begins in it.
  const isChanging = provider !== null;
  useEffect(() => {
    if (isChanging) form.current?.querySelector('input')?.focus();
  }, [isChanging]);
  useEffect(() => {
    if (fieldOfError(error)) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [error]);

  function demandUrl(): boolean {
    const isMissing = isBlank(draft.baseUrl);
    setIsUrlMissed(isMissing);
    if (isMissing) form.current?.querySelector<HTMLElement>('[inputmode=url]')?.focus();
    return !isMissing;
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (demandUrl() && !isDialectWrong && busy === null) void save();
  }

  function leave() {
    if (isDirty && !isLeaving) return setIsLeaving(true);
    discard();
    onCancel?.();
  }

  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-5">
      <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
        <TextField
          label={t('name.label')}
          note={provider ? undefined : t('optional')}
          hint={provider ? null : t('name.hint')}
          error={errorAt('label')}
          value={draft.label}
          maxLength={80}
          onChange={(label) => fill({ label })}
        />
        <PresetField
          presets={presets}
          value={draft.preset}
          isDialectEdited={draft.dialect !== null}
          error={errorAt('preset')}
          onChange={(id) => fill({ preset: id, dialect: null })}
        />
      </div>
      <div className="space-y-2">
        <CodeField
          label={t('url.label')}
          hint={t('url.hint')}
          error={urlError}
          inputMode="url"
          value={draft.baseUrl}
          placeholder="https://api.example.com/v1"
          onChange={(baseUrl) => fill({ baseUrl })}
        />
        {preset && preset.base_urls.length > 0 && (
          <div className="flex flex-wrap gap-2">
            {preset.base_urls.map(({ label, url }) => (
              <Button key={url} className="max-w-full shrink" onClick={() => fill({ baseUrl: url })}>
                <span className="truncate">{t('url.fill', { label, url })}</span>
              </Button>
            ))}
          </div>
        )}
      </div>
      <KeyField draft={draft} stored={provider?.key ?? null} error={errorAt('api_key')} onChange={fill} />
      <FormField
        label={t('models.label')}
        note={t('optional')}
        hint={t('models.hint')}
        error={errorAt('models')}
      >
        {(ids) => (
          <textarea
            {...ids}
            rows={2}
            value={draft.models}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => fill({ models: event.target.value })}
            className={`${inputLook} field-sizing-content max-h-48 min-h-16 resize-none py-2 font-mono`}
          />
        )}
      </FormField>
      {(preset || draft.dialect !== null) && (
        <details open={field === 'dialect' || undefined} className="border-line border-t pt-4">
          <summary className="w-fit cursor-pointer font-medium text-13">
            {t('dialect.title')}
            {draft.dialect !== null && (
              <span className="ml-2 font-normal text-unsure">{t('dialect.edited')}</span>
            )}
          </summary>
          <div className="mt-3">
            <DialectEditor
              text={draft.dialect ?? textOfDialect(preset?.dialect)}
              preset={preset?.label ?? null}
              isEdited={draft.dialect !== null}
              check={check}
              error={errorAt('dialect')}
              onChange={(text) =>
                fill({ dialect: preset && text === textOfDialect(preset.dialect) ? null : text })
              }
              onReset={() => fill({ dialect: null })}
            />
          </div>
        </details>
      )}
      <div aria-live="polite" className="space-y-3 empty:-mt-5">
        {report && (
          <ConnectionChecklist
            report={report}
            preset={draft.preset}
            isOutdated={isOutdated}
            onPreset={draft.dialect === null ? (id) => fill({ preset: id }) : null}
          />
        )}
        {error && field === null && (
          <p className="flex items-start gap-2 text-13 text-failed">
            <TriangleAlert size={16} strokeWidth={1.5} aria-hidden className="mt-px shrink-0" />
            {error.code === 'unreachable' ? t('unreachable') : error.message}
          </p>
        )}
      </div>
      {isLeaving ? (
        <InlineConfirm action={t('discardAction')} onCancel={() => setIsLeaving(false)} onConfirm={leave}>
          {t('discardQuestion')}
        </InlineConfirm>
      ) : (
        <div className="flex flex-wrap items-center gap-2 border-line border-t pt-4">
          <Button
            type="submit"
            look="primary"
            disabled={busy !== null || isDialectWrong}
            aria-describedby={whyNotId}
          >
            {busy === 'saving' && <LoaderCircle size={16} strokeWidth={1.5} aria-hidden />}
            {t(busy === 'saving' ? 'saving' : provider ? 'save' : 'connect')}
          </Button>
          <Button
            className="border-line-strong"
            disabled={busy !== null || isDialectWrong}
            onClick={() => demandUrl() && void test()}
          >
            {t(busy === 'testing' ? 'testing' : 'test')}
          </Button>
          {onCancel && (
            <Button look="bare" disabled={busy !== null} onClick={leave}>
              {t('cancel')}
            </Button>
          )}
          <p id={whyNotId} role="status" className="min-w-0 flex-1 basis-48 text-13 text-muted sm:text-right">
            {saveNote()}
          </p>
        </div>
      )}
    </form>
  );

  /** What to know before saving. */
  function saveNote(): string {
    if (check.state === 'invalid') return t('note.dialect');
    if (isKeyRefused) return t('note.keyRefused');
    return t('note.free');
  }
}
