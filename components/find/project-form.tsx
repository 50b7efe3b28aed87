import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { onEscape } from '@/components/ui/on-escape';
import { TextField } from '@/components/ui/text-field';
import { useAttempt } from '@/components/ui/use-attempt';

type ProjectFormProps = {
  name: string;
  /** The verb that does it. */
  action: string;
  save: (name: string) => Promise<void>;
  onCancel?: () => void;
};

/** The name of a project, new or another than before. */
export function ProjectForm({ name: given, action, save, onCancel }: ProjectFormProps) {
  const t = useTranslations('find.projects');
  const common = useTranslations('common');
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(given);
  const { isBusy, refusal, attempt, refuse } = useAttempt();

  // Who renames one is there to write; a new one may be wanted or not.
  useEffect(() => {
    if (given !== '') input.current?.select();
  }, [given]);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === '') {
      refuse(t('nameMissing'));
      input.current?.focus();
      return;
    }
    void attempt(async () => {
      await save(name.trim());
      setName('');
    });
  }

  return (
    <form
      noValidate
      onSubmit={submit}
      onKeyDown={onEscape(onCancel)}
      className="flex flex-1 flex-wrap items-end gap-2"
    >
      <div className="min-w-0 flex-1 basis-48">
        <TextField
          label={given === '' ? t('new') : t('name')}
          error={refusal?.text ?? null}
          ref={input}
          value={name}
          maxLength={80}
          onChange={setName}
        />
      </div>
      <div className={`flex gap-2 ${refusal === null ? 'pb-2' : 'pb-8'}`}>
        {onCancel && (
          <Button look="bare" disabled={isBusy} onClick={onCancel}>
            {common('cancel')}
          </Button>
        )}
        <Button type="submit" disabled={isBusy}>
          {action}
        </Button>
      </div>
    </form>
  );
}
