import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { FormField, inputLook } from '@/components/ui/form-field';
import { onEscape } from '@/components/ui/on-escape';
import { TextField } from '@/components/ui/text-field';
import { Trouble } from '@/components/ui/trouble';
import { useAttempt } from '@/components/ui/use-attempt';

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
  const { isBusy, attempt, refuse, errorAt, errorBeside } = useAttempt();

  useEffect(() => input.current?.select(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === '') {
      refuse(t('form.nameMissing'), 'name');
      input.current?.focus();
      return;
    }
    void attempt(() => save(name.trim(), prompt));
  }

  return (
    <form
      noValidate
      onSubmit={submit}
      onKeyDown={onEscape(onCancel)}
      className="my-2 space-y-3 rounded-tile border border-line-strong bg-raised p-3"
    >
      <TextField
        label={t('form.name')}
        error={errorAt('name')}
        ref={input}
        value={name}
        maxLength={80}
        onChange={setName}
      />
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
      <Trouble>{errorBeside('name', 'body.prompt')}</Trouble>
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
