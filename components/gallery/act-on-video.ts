import type { QueryClient } from '@tanstack/react-query';
import { chargeOfRefusal } from '@/components/studio/charge';
import { ApiError } from '@/lib/client/api';
import { changeVideo, type VideoAction } from '@/lib/client/change-video';
import { layOverVideo } from '@/lib/client/live-library';
import { makeKey } from '@/lib/client/make-key';
import type { Video } from '@/lib/jobs/wire';

/**
 * The keys of actions that went out and were not answered, by the video and the action. They are the page's and no
 * component's: a menu that was closed or a tile that was scrolled away must not make a second paid job of the next press.
 */
const unanswered = new Map<string, string>();

function isAnswered(error: unknown): boolean {
  return error instanceof ApiError && chargeOfRefusal(error.code) !== 'maybe';
}

/**
 * Does an action to a video and shows what came of it at once. Until it is answered with yes or no, whoever asks for it
 * once more means the same, and it cannot cost twice.
 * @returns the video that it is about afterwards
 * @throws ApiError
 */
export async function actOnVideo(client: QueryClient, id: string, action: VideoAction): Promise<Video> {
  const wish = `${action} ${id}`;
  const key = unanswered.get(wish) ?? makeKey();
  unanswered.set(wish, key);
  // Somebody who asked at the same time may have been answered before, and the next key is another wish's.
  const settle = () => unanswered.get(wish) === key && unanswered.delete(wish);
  try {
    const video = await changeVideo(id, action, key);
    settle();
    layOverVideo(client, video);
    return video;
  } catch (error) {
    if (isAnswered(error)) settle();
    throw error;
  }
}
