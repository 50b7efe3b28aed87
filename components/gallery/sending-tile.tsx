import type { PendingSend } from '@/components/studio/pending-sends';
import { TileBackdrop } from './tile-backdrop';
import { TileFrame } from './tile-frame';
import { tileRatio } from './tile-state';
import { TileStatus } from './tile-status';

/** A tile for what is on its way, at the shape it will keep. */
export function SendingTile({ send }: { send: PendingSend }) {
  return (
    <TileFrame ratio={tileRatio(send.size)}>
      <TileBackdrop url={send.previewUrl} />
      <TileStatus kind="sending" prompt={send.prompt} />
    </TileFrame>
  );
}
