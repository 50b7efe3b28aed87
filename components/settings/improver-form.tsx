import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { ChoiceRow } from '@/components/ui/choice-row';
import { CodeField } from '@/components/ui/code-field';
import { FormField, inputLook } from '@/components/ui/form-field';
import { Trouble } from '@/components/ui/trouble';
import { useAttempt } from '@/components/ui/use-attempt';
import { setImprover } from '@/lib/client/change-prompts';
import type { PromptImprover } from '@/lib/prompts/wire';

type ImproverFormProps = {
  improver: PromptImprover;
  onCancel: () => void;
  onSaved: (saved: PromptImprover) => void;
};

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
  const { isBusy, refusal, attempt, errorAt, errorBeside } = useAttempt();

  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  useEffect(() => {
    if (refusal) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [refusal]);

  function submit(event: FormEvent) {
    event.preventDefault();
    const key = isKeyRemoved ? { api_key: null } : apiKey === '' ? {} : { api_key: apiKey };
    const wish = { base_url: baseUrl, model, instruction: isOwn ? null : instruction, ...key };
    void attempt(async () => onSaved(await setImprover(wish)));
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={submit}
      className="space-y-4 rounded-tile border border-line bg-panel p-4 sm:p-5"
    >
      <CodeField
        label={t('baseUrl')}
        hint={t('baseUrlHint')}
        error={errorAt('base_url')}
        inputMode="url"
        value={baseUrl}
        placeholder="https://api.openai.com/v1"
        onChange={setBaseUrl}
      />
      <CodeField label={t('model')} error={errorAt('model')} value={model} onChange={setModel} />
      <CodeField
        label={t('key')}
        note={t('optional')}
        hint={improver.key ? t('keyStored', { lastFour: improver.key.last_four }) : t('keyHint')}
        error={errorAt('api_key')}
        type="password"
        value={apiKey}
        disabled={isKeyRemoved}
        onChange={setApiKey}
        className="disabled:text-faint"
      />
      {improver.key && (
        <ChoiceRow
          type="checkbox"
          checked={isKeyRemoved}
          onChange={(event) => setIsKeyRemoved(event.target.checked)}
        >
          {t('keyRemove')}
        </ChoiceRow>
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
      <Trouble>{errorBeside('base_url', 'api_key', 'model', 'instruction')}</Trouble>
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
