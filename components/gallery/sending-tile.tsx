import type { PendingSend } from '@/components/studio/pending-sends';
import { TileBackdrop } from './tile-backdrop';
import { TileStatus } from './tile-status';

/** What is in the tile of a create that is on its way. */
export function SendingTile({ send }: { send: PendingSend }) {
  return (
    <>
      <TileBackdrop url={send.previewUrl} />
      <TileStatus
        kind="sending"
        prompt={send.prompt}
        figure={send.takes > 1 ? `× ${send.takes}` : undefined}
      />
    </>
  );
}
