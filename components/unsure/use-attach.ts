import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { attachVideo } from '@/lib/client/change-video';
import { layOverVideo } from '@/lib/client/live-library';

/** Says which of the provider's videos it is, and shows what came of it; `trouble` is why it could not be said. */
export function useAttach(id: string, onAttached: () => void) {
  const client = useQueryClient();
  const [isAttaching, setIsAttaching] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function attach(upstreamId: string): Promise<void> {
    setIsAttaching(true);
    setTrouble(null);
    try {
      const video = await attachVideo(id, upstreamId);
      // What was pressed is gone with the next drawing, so the focus moves on before it.
      onAttached();
      layOverVideo(client, video);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
      setIsAttaching(false);
    }
  }

  return { attach, isAttaching, trouble };
}
