import { useQuery, useQueryClient } from '@tanstack/react-query';
import { LogOut, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { showToast } from '@/components/ui/toast';
import { Trouble } from '@/components/ui/trouble';
import type { NewToken } from '@/lib/access/wire';
import { sessionOptions, signOut, tokensOptions } from '@/lib/client/session';
import { NewTokenNote } from './new-token-note';
import { TokenForm } from './token-form';
import { TokenRow } from './token-row';

async function leave() {
  await signOut();
  window.location.assign('/login');
}

/** Who may come in: the tokens of programs, and the way out for this browser. */
export function AccessSection() {
  const t = useTranslations('access');
  const queryClient = useQueryClient();
  const { data: session } = useQuery(sessionOptions());
  const { data: tokens, isError } = useQuery(tokensOptions());
  const heading = useRef<HTMLHeadingElement>(null);
  const [isAdding, setIsAdding] = useState(false);
  const [made, setMade] = useState<NewToken | null>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: tokensOptions().queryKey });

  return (
    <section aria-labelledby="access" className="space-y-3">
      <div className="flex items-center justify-between gap-4">
        <h2 id="access" ref={heading} tabIndex={-1} className="font-medium text-13 text-muted">
          {t('title')}
        </h2>
        {session?.is_session && (
          <Button look="bare" onClick={leave}>
            <LogOut size={16} strokeWidth={1.5} aria-hidden />
            {t('signOut')}
          </Button>
        )}
      </div>
      <p className="text-13 text-muted">
        {session && t(session.needs_token ? 'guarded' : 'unguarded')} {t('text')}
      </p>
      {isError && <Trouble>{t('failed')}</Trouble>}
      {made && <NewTokenNote token={made} onClose={() => setMade(null)} />}
      {tokens && tokens.data.length > 0 && (
        <ul className="divide-y divide-line rounded-tile border border-line bg-panel">
          {tokens.data.map((token) => (
            <TokenRow
              key={token.id}
              token={token}
              onRevoked={async () => {
                if (made?.id === token.id) setMade(null);
                await refresh();
                heading.current?.focus();
                void showToast(t('revoked', { name: token.name }));
              }}
            />
          ))}
        </ul>
      )}
      {tokens && !isAdding && (
        <Button onClick={() => setIsAdding(true)}>
          <Plus size={16} strokeWidth={1.5} aria-hidden />
          {t('add')}
        </Button>
      )}
      {isAdding && (
        <TokenForm
          onCancel={() => setIsAdding(false)}
          onMade={async (token) => {
            setMade(token);
            setIsAdding(false);
            await refresh();
          }}
        />
      )}
    </section>
  );
}
