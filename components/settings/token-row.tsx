import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Moment } from '@/components/review/moment';
import { Button } from '@/components/ui/button';
import { InlineConfirm } from '@/components/ui/inline-confirm';
import type { Token } from '@/lib/access/wire';
import { revokeToken } from '@/lib/client/session';

type TokenRowProps = { token: Token; onRevoked: () => Promise<void> };

/** A token that programs ask with: what it may do, when it was used, and the way to revoke it. */
export function TokenRow({ token, onRevoked }: TokenRowProps) {
  const t = useTranslations('access');
  const [isAsking, setIsAsking] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const { id, name, scope, last_four: lastFour, created_at: createdAt, last_used_at: usedAt } = token;

  async function revoke() {
    setIsBusy(true);
    setTrouble(null);
    try {
      await revokeToken(id);
      await onRevoked();
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
      setIsBusy(false);
    }
  }

  return (
    <li aria-labelledby={id} className="space-y-3 p-4 sm:px-5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56 space-y-1">
          <h3 id={id} className="break-words font-medium text-14">
            {name}
          </h3>
          <p className="flex flex-wrap gap-x-3 text-13 text-muted">
            <span>{t(`scopes.${scope}`)}</span>
            <span className="font-mono">ff_••••{lastFour}</span>
            <span>
              {t('createdAt')} <Moment at={createdAt} />
            </span>
            <span>
              {usedAt === null ? (
                t('neverUsed')
              ) : (
                <>
                  {t('usedAt')} <Moment at={usedAt} />
                </>
              )}
            </span>
          </p>
        </div>
        {!isAsking && (
          <Button aria-describedby={id} onClick={() => setIsAsking(true)}>
            {t('revoke')}
          </Button>
        )}
      </div>
      {isAsking && (
        <InlineConfirm
          action={t('revoke')}
          isBusy={isBusy}
          onConfirm={revoke}
          onCancel={() => setIsAsking(false)}
        >
          {t('revokeQuestion', { name })}
        </InlineConfirm>
      )}
      {trouble && (
        <p role="alert" className="break-words text-13 text-failed">
          {trouble}
        </p>
      )}
    </li>
  );
}
