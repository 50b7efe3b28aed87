import { useTranslations } from 'use-intl';
import { Moment } from '@/components/review/moment';
import { RemovableRow } from '@/components/ui/removable-row';
import type { Token } from '@/lib/access/wire';
import { revokeToken } from '@/lib/client/session';

type TokenRowProps = { token: Token; onRevoked: () => Promise<void> };

/** A token that programs ask with: what it may do, when it was used, and the way to revoke it. */
export function TokenRow({ token, onRevoked }: TokenRowProps) {
  const t = useTranslations('access');
  const { id, name, scope, last_four: lastFour, created_at: createdAt, last_used_at: usedAt } = token;

  async function revoke() {
    await revokeToken(id);
    await onRevoked();
  }

  return (
    <RemovableRow
      namedBy={id}
      action={t('revoke')}
      question={t('revokeQuestion', { name })}
      onRemove={revoke}
      className="p-4 sm:px-5"
    >
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
    </RemovableRow>
  );
}
