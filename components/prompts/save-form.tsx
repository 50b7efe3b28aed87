import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { FormField, inputLook } from '@/components/ui/form-field';
import { ApiError } from '@/lib/client/api';

type SaveFormProps = {
  name: string;
  /** The words, where they can be changed here too. */
  prompt?: string;
  save: (name: string, prompt: string) => Promise<void>;
  onCancel: () => void;
};

/** A name, and where it is a prompt that is changed, its words. */
export function SaveForm({ name: given, prompt: words, save, onCancel }: SaveFormProps) {
  const t = useTranslations('prompts');
  const common = useTranslations('common');
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(given);
  const [prompt, setPrompt] = useState(words ?? '');
  const [isBusy, setIsBusy] = useState(false);
  const [trouble, setTrouble] = useState<{ param: string | null; text: string } | null>(null);
  const errorAt = (param: string) => (trouble?.param === param ? trouble.text : null);

  useEffect(() => input.current?.select(), []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === '') {
      setTrouble({ param: 'name', text: t('form.nameMissing') });
      input.current?.focus();
      return;
    }
    setIsBusy(true);
    setTrouble(null);
    try {
      await save(name.trim(), prompt);
    } catch (error) {
      const param = error instanceof ApiError ? error.param : null;
      setTrouble({ param, text: error instanceof Error ? error.message : String(error) });
      setIsBusy(false);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    // The dialog stays open.
    event.preventDefault();
    event.stopPropagation();
    onCancel();
  }

  return (
    <form
      noValidate
      onSubmit={submit}
      onKeyDown={onKeyDown}
      className="my-2 space-y-3 rounded-tile border border-line-strong bg-raised p-3"
    >
      <FormField label={t('form.name')} error={errorAt('name')}>
        {(ids) => (
          <input
            {...ids}
            ref={input}
            value={name}
            maxLength={80}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
            className={`${inputLook} h-9 pointer-coarse:h-10`}
          />
        )}
      </FormField>
      {words !== undefined && (
        <FormField label={t('form.prompt')} hint={t('form.promptHint')} error={errorAt('body.prompt')}>
          {(ids) => (
            <textarea
              {...ids}
              value={prompt}
              rows={3}
              maxLength={32_000}
              onChange={(event) => setPrompt(event.target.value)}
              className={`${inputLook} field-sizing-content max-h-64 min-h-20 resize-none py-2`}
            />
          )}
        </FormField>
      )}
      {trouble && !['name', 'body.prompt'].includes(trouble.param ?? '') && (
        <p role="alert" className="break-words text-13 text-failed">
          {trouble.text}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button look="bare" disabled={isBusy} onClick={onCancel}>
          {common('cancel')}
        </Button>
        <Button type="submit" look="primary" disabled={isBusy}>
          {t('form.save')}
        </Button>
      </div>
    </form>
  );
}
