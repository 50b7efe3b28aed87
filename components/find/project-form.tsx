import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { FormField, inputLook } from '@/components/ui/form-field';

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
  const [isBusy, setIsBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  // Who renames one is there to write; a new one may be wanted or not.
  useEffect(() => {
    if (given !== '') input.current?.select();
  }, [given]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTrouble(name.trim() === '' ? t('nameMissing') : null);
    if (name.trim() === '') return input.current?.focus();
    setIsBusy(true);
    try {
      await save(name.trim());
      setName('');
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    } finally {
      setIsBusy(false);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !onCancel) return;
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
      className="flex flex-1 flex-wrap items-end gap-2"
    >
      <div className="min-w-0 flex-1 basis-48">
        <FormField label={given === '' ? t('new') : t('name')} error={trouble}>
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
      </div>
      <div className={`flex gap-2 ${trouble === null ? 'pb-2' : 'pb-8'}`}>
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
