import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { ChoiceRow } from '@/components/ui/choice-row';
import { TextField } from '@/components/ui/text-field';
import { Trouble } from '@/components/ui/trouble';
import { useAttempt } from '@/components/ui/use-attempt';
import type { NewToken } from '@/lib/access/wire';
import { createToken, type NewTokenRequest } from '@/lib/client/session';

type TokenFormProps = { onCancel: () => void; onMade: (token: NewToken) => Promise<void> };

const scopes = ['read', 'create', 'admin'] as const;

/** A new token: what uses it, and what that may do. */
export function TokenForm({ onCancel, onMade }: TokenFormProps) {
  const t = useTranslations('access');
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [scope, setScope] = useState<NewTokenRequest['scope']>('create');
  const { isBusy, attempt, refuse, errorAt, errorBeside } = useAttempt();

  useEffect(() => input.current?.focus(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === '') {
      refuse(t('missing'), 'name');
      input.current?.focus();
      return;
    }
    void attempt(async () => onMade(await createToken({ name: name.trim(), scope })));
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
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        error={errorAt('name')}
        ref={input}
        value={name}
        onChange={setName}
        maxLength={80}
      />
      <fieldset className="space-y-1">
        <legend className="mb-1.5 font-medium text-13">{t('scope')}</legend>
        {scopes.map((choice) => (
          <ChoiceRow
            key={choice}
            isLong
            type="radio"
            name="scope"
            checked={scope === choice}
            onChange={() => setScope(choice)}
          >
            <span>
              {t(`scopes.${choice}`)} <span className="text-muted">{t(`scopeHints.${choice}`)}</span>
            </span>
          </ChoiceRow>
        ))}
      </fieldset>
      <Trouble>{errorBeside('name')}</Trouble>
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
