import type { QueryClient } from '@tanstack/react-query';
import { actOnVideo } from '@/components/gallery/act-on-video';
import { messageOf } from '@/lib/client/message-of';
import { leaveOut } from './selection';
import { changeSelection, getSelection } from './selection-store';

/** So many are asked for at the same time; the studio sends them no faster than their providers allow. */
const handsAtOnce = 4;

/**
 * Sends chosen videos again until all were, or `signal` says stop; those that are on their way then are still answered.
 * Each that was sent is chosen no more from that moment on, whatever becomes of the others: nobody may be offered to pay for
 * it a second time. For the same reason none goes out that is not chosen any more when its turn comes.
 * @param onAnswer told of each answer
 * @returns how many were sent, and what the others were refused with
 */
export async function retryMany(
  client: QueryClient,
  ids: readonly string[],
  signal: AbortSignal,
  onAnswer: () => void,
): Promise<{ sent: number; failures: string[] }> {
  const queue = [...ids];
  const failures: string[] = [];
  let sent = 0;
  const work = async () => {
    for (let id = queue.shift(); id !== undefined && !signal.aborted; id = queue.shift()) {
      if (!getSelection().ids.has(id)) continue;
      try {
        await actOnVideo(client, id, 'retry');
        const gone = new Set([id]);
        changeSelection((selection) => leaveOut(selection, gone));
        sent += 1;
      } catch (error) {
        failures.push(messageOf(error));
      }
      onAnswer();
    }
  };
  await Promise.all(Array.from({ length: handsAtOnce }, work));
  return { sent, failures };
}
