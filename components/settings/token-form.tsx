import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { FormField, inputLook } from '@/components/ui/form-field';
import type { NewToken } from '@/lib/access/wire';
import { ApiError } from '@/lib/client/api';
import { createToken, type NewTokenRequest } from '@/lib/client/session';

type TokenFormProps = { onCancel: () => void; onMade: (token: NewToken) => Promise<void> };

const scopes = ['read', 'create', 'admin'] as const;

/** A new token: what uses it, and what that may do. */
export function TokenForm({ onCancel, onMade }: TokenFormProps) {
  const t = useTranslations('access');
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [scope, setScope] = useState<NewTokenRequest['scope']>('create');
  const [isBusy, setIsBusy] = useState(false);
  const [trouble, setTrouble] = useState<{ param: string | null; text: string } | null>(null);

  useEffect(() => input.current?.focus(), []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === '') {
      setTrouble({ param: 'name', text: t('missing') });
      input.current?.focus();
      return;
    }
    setIsBusy(true);
    setTrouble(null);
    try {
      await onMade(await createToken({ name: name.trim(), scope }));
    } catch (error) {
      const param = error instanceof ApiError ? error.param : null;
      setTrouble({ param, text: error instanceof Error ? error.message : String(error) });
      setIsBusy(false);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && name === '') onCancel();
  }

  return (
    <form
      onSubmit={submit}
      onKeyDown={onKeyDown}
      noValidate
      className="space-y-4 rounded-tile border border-line bg-panel p-4 sm:p-5"
    >
      <FormField
        label={t('name')}
        hint={t('nameHint')}
        error={trouble?.param === 'name' ? trouble.text : null}
      >
        {(ids) => (
          <input
            {...ids}
            ref={input}
            value={name}
            onChange={(event) => setName(event.target.value)}
            autoComplete="off"
            maxLength={80}
            className={`${inputLook} h-9 pointer-coarse:h-10`}
          />
        )}
      </FormField>
      <fieldset className="space-y-1">
        <legend className="mb-1.5 font-medium text-13">{t('scope')}</legend>
        {scopes.map((choice) => (
          <label
            key={choice}
            className="flex min-h-8 cursor-pointer items-start gap-2 py-1 text-14 pointer-coarse:min-h-10"
          >
            <input
              type="radio"
              name="scope"
              checked={scope === choice}
              onChange={() => setScope(choice)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span>
              {t(`scopes.${choice}`)} <span className="text-muted">{t(`scopeHints.${choice}`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {trouble && trouble.param !== 'name' && (
        <p role="alert" className="break-words text-13 text-failed">
          {trouble.text}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button look="bare" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" look="primary" disabled={isBusy}>
          {t(isBusy ? 'making' : 'make')}
        </Button>
      </div>
    </form>
  );
}
