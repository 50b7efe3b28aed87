import { Info } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { FramePlayer } from './frame-player';
import { usePlayer } from './use-player';

/** Says where frames are the browser's guess, and why. */
export function BrowserNote({ player }: { player: FramePlayer }) {
  const t = useTranslations('player');
  // Of several videos end to end it may become so with a later one.
  const kind = usePlayer(player, () => player.leader.kind);
  if (kind === 'exact') return null;
  return (
    <p className="flex items-start gap-2 text-13 text-muted">
      <Info size={16} strokeWidth={1.5} aria-hidden className="mt-px shrink-0" />
      {window.isSecureContext ? t('browserCodec') : t('browserInsecure')}
    </p>
  );
}
