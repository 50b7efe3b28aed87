import { useQueryClient } from '@tanstack/react-query';
import { useAttempt } from '@/components/ui/use-attempt';
import { attachVideo } from '@/lib/client/change-video';
import { layOverVideo } from '@/lib/client/live-library';

/** Says which of the provider's videos it is, and shows what came of it; `trouble` is why it could not be said. */
export function useAttach(id: string, onAttached: () => void) {
  const client = useQueryClient();
  const { isBusy, refusal, attempt } = useAttempt();

  const attach = (upstreamId: string): Promise<void> =>
    attempt(async () => {
      const video = await attachVideo(id, upstreamId);
      // What was pressed is gone with the next drawing, so the focus moves on before it.
      onAttached();
      layOverVideo(client, video);
    });

  return { attach, isAttaching: isBusy, trouble: refusal?.text ?? null };
}
