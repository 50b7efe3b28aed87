import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { FormField, inputLook } from '@/components/ui/form-field';
import { ApiError } from '@/lib/client/api';
import { setImprover } from '@/lib/client/change-prompts';
import type { PromptImprover } from '@/lib/prompts/wire';

type ImproverFormProps = {
  improver: PromptImprover;
  onCancel: () => void;
  onSaved: (saved: PromptImprover) => void;
};

const fields = ['base_url', 'api_key', 'model', 'instruction'] as const;
type Field = (typeof fields)[number];

/** The chat endpoint: where it is, its key, its model, and what it is told to do. */
export function ImproverForm({ improver, onCancel, onSaved }: ImproverFormProps) {
  const t = useTranslations('prompts.improver');
  const form = useRef<HTMLFormElement>(null);
  const [baseUrl, setBaseUrl] = useState(improver.base_url ?? '');
  const [apiKey, setApiKey] = useState('');
  const [isKeyRemoved, setIsKeyRemoved] = useState(false);
  const [model, setModel] = useState(improver.model ?? '');
  const [instruction, setInstruction] = useState(improver.instruction);
  const [isOwn, setIsOwn] = useState(!improver.is_instruction_edited);
  const [isBusy, setIsBusy] = useState(false);
  const [trouble, setTrouble] = useState<{ param: string | null; text: string } | null>(null);
  const errorAt = (field: Field) => (trouble?.param === field ? trouble.text : null);
  const isElsewhere = trouble !== null && !fields.some((field) => field === trouble.param);

  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  useEffect(() => {
    if (trouble) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [trouble]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setIsBusy(true);
    setTrouble(null);
    const key = isKeyRemoved ? { api_key: null } : apiKey === '' ? {} : { api_key: apiKey };
    try {
      onSaved(
        await setImprover({ base_url: baseUrl, model, instruction: isOwn ? null : instruction, ...key }),
      );
    } catch (error) {
      const param = error instanceof ApiError ? error.param : null;
      setTrouble({ param, text: error instanceof Error ? error.message : String(error) });
      setIsBusy(false);
    }
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={submit}
      className="space-y-4 rounded-tile border border-line bg-panel p-4 sm:p-5"
    >
      <FormField label={t('baseUrl')} hint={t('baseUrlHint')} error={errorAt('base_url')}>
        {(ids) => (
          <input
            {...ids}
            inputMode="url"
            value={baseUrl}
            placeholder="https://api.openai.com/v1"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => setBaseUrl(event.target.value)}
            className={`${inputLook} h-9 font-mono pointer-coarse:h-10`}
          />
        )}
      </FormField>
      <FormField label={t('model')} error={errorAt('model')}>
        {(ids) => (
          <input
            {...ids}
            value={model}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => setModel(event.target.value)}
            className={`${inputLook} h-9 font-mono pointer-coarse:h-10`}
          />
        )}
      </FormField>
      <FormField
        label={t('key')}
        note={t('optional')}
        hint={improver.key ? t('keyStored', { lastFour: improver.key.last_four }) : t('keyHint')}
        error={errorAt('api_key')}
      >
        {(ids) => (
          <input
            {...ids}
            type="password"
            autoComplete="off"
            spellCheck={false}
            value={apiKey}
            disabled={isKeyRemoved}
            onChange={(event) => setApiKey(event.target.value)}
            className={`${inputLook} h-9 font-mono disabled:text-faint pointer-coarse:h-10`}
          />
        )}
      </FormField>
      {improver.key && (
        <label className="flex min-h-8 cursor-pointer items-center gap-2 text-13 pointer-coarse:min-h-10">
          <input
            type="checkbox"
            checked={isKeyRemoved}
            onChange={(event) => setIsKeyRemoved(event.target.checked)}
            className="size-4 accent-accent"
          />
          {t('keyRemove')}
        </label>
      )}
      <FormField label={t('instruction')} hint={t('instructionHint')} error={errorAt('instruction')}>
        {(ids) => (
          <textarea
            {...ids}
            value={instruction}
            rows={5}
            maxLength={8_000}
            onChange={(event) => {
              setInstruction(event.target.value);
              setIsOwn(false);
            }}
            className={`${inputLook} field-sizing-content max-h-80 min-h-28 resize-none py-2`}
          />
        )}
      </FormField>
      {!isOwn && improver.is_instruction_edited && (
        <Button look="bare" onClick={() => setIsOwn(true)}>
          {t('instructionReset')}
        </Button>
      )}
      {isOwn && improver.is_instruction_edited && (
        <p role="status" className="text-13 text-muted">
          {t('instructionWillReset')}
        </p>
      )}
      {isElsewhere && (
        <p role="alert" className="break-words text-13 text-failed">
          {trouble.text}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button look="bare" disabled={isBusy} onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" look="primary" disabled={isBusy}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
