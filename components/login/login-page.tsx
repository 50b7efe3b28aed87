'use client';

import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { LanguageSwitch } from '@/components/studio/language-switch';
import { ThemeSwitch } from '@/components/studio/theme-switch';
import { Wordmark } from '@/components/studio/wordmark';
import { Button } from '@/components/ui/button';
import { FormField, inputLook } from '@/components/ui/form-field';
import { ApiError } from '@/lib/client/api';
import { sessionOptions, signIn } from '@/lib/client/session';
import { nextAddress } from './next-address';

function goOn() {
  // The whole page anew: the server shows nothing of the studio to whoever has not signed in.
  window.location.replace(nextAddress(window.location.search, window.location.origin));
}

/** The login page: one field for the access token. */
export function LoginPage() {
  const t = useTranslations('login');
  const input = useRef<HTMLInputElement>(null);
  const [token, setToken] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  // A link on another site leads here although one is signed in: a browser then keeps the session to itself.
  const { data: session } = useQuery(sessionOptions());
  const mayComeIn = session !== undefined && session.scope !== null;

  useEffect(() => {
    if (mayComeIn) goOn();
    else input.current?.focus();
  }, [mayComeIn]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (token.trim() === '') {
      setTrouble(t('missing'));
      input.current?.focus();
      return;
    }
    setIsBusy(true);
    setTrouble(null);
    try {
      await signIn(token.trim());
      goOn();
    } catch (error) {
      const code = error instanceof ApiError ? error.code : 'internal';
      const known = ['unauthorized', 'rate_limited', 'unreachable'] as const;
      setTrouble(t(known.find((word) => word === code) ?? 'internal'));
      setIsBusy(false);
      input.current?.select();
    }
  }

  return (
    <div className="flex min-h-dvh flex-col">
      <div className="flex h-14 items-center justify-end px-3 sm:px-4">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center gap-6 px-4 pb-28">
        <h1 className="flex items-center gap-2 font-semibold text-20 tracking-tight">
          <Wordmark />
          {t('title')}
        </h1>
        <form
          onSubmit={submit}
          noValidate
          className="space-y-4 rounded-tile border border-line bg-panel p-4 sm:p-5"
        >
          {/* Password managers keep a password under a name. */}
          <input type="text" name="username" autoComplete="username" value="firstframe" readOnly hidden />
          <FormField label={t('token')} hint={t('hint')} error={trouble}>
            {(ids) => (
              <input
                {...ids}
                ref={input}
                type="password"
                name="password"
                autoComplete="current-password"
                autoCapitalize="off"
                spellCheck={false}
                maxLength={500}
                value={token}
                onChange={(event) => setToken(event.target.value)}
                className={`${inputLook} h-10 font-mono`}
              />
            )}
          </FormField>
          <Button type="submit" look="primary" disabled={isBusy || mayComeIn} className="h-10 w-full">
            {t(isBusy || mayComeIn ? 'busy' : 'action')}
          </Button>
        </form>
      </main>
    </div>
  );
}
