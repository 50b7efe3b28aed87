import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getDraft } from '@/components/studio/draft';
import { addPendingSend, removePendingSend } from '@/components/studio/pending-sends';
import { ApiError } from '@/lib/client/api';
import { type CreateVideo, createVideo } from '@/lib/client/create-video';
import { type Library, layOverVideo } from '@/lib/client/live-library';
import { makeKey } from '@/lib/client/make-key';
import { videoKeys } from '@/lib/client/video-queries';
import type { Model } from '@/lib/providers/wire';
import { sendKey, type Unanswered } from './send-key';
import { toCreate } from './to-create';

/** Why a send came back, and from whom. */
export type Refusal = { error: ApiError; provider: Model['firstframe']['provider'] };

/** Two presses within this time are one press of a nervous finger. */
const doublePressMs = 500;
let pressedAt = 0;
/** The one that was never answered, with the files that it went out with. */
let unanswered: (Unanswered & { sent: CreateVideo }) | null = null;

/** Whether the video of a key has reached the library. */
function isMade(client: QueryClient, key: string): boolean {
  const pages = client.getQueryData<Library>(videoKeys.library)?.pages ?? [];
  return pages.some(({ data }) => data.some(({ firstframe }) => firstframe.idempotency_key === key));
}

/** The create with its images as they are sent, for which the code comes late. */
async function withFittedImages(create: CreateVideo): Promise<CreateVideo> {
  const images = [create.firstFrame, create.lastFrame, ...create.references];
  if (!images.some((image) => image instanceof File)) return create;
  const { fitImages } = await import('@/components/framing/fit-images').catch(() => {
    throw new ApiError('The studio does not answer.', { code: 'unreachable', param: null, status: 0 });
  });
  return fitImages(create);
}

/** Waits until the studio's copy of the first frame can be drawn, so that the tile does not blink when it takes over. */
async function decodeAhead(url: string | undefined): Promise<void> {
  if (!url) return;
  const image = new Image();
  image.src = url;
  await image.decode().catch(() => {});
}

/**
 * Sends the draft as it stands. The tile is there at once; the form stays as it is; a refusal comes back to the form, and
 * its tile goes.
 */
export function useSend() {
  const client = useQueryClient();
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function send(model: Model): Promise<void> {
    const sentAt = Date.now();
    if (sentAt - pressedAt < doublePressMs) return;
    pressedAt = sentAt;
    setRefusal(null);
    const draft = getDraft();
    const create = toCreate(model, draft);
    // Made before anything is sent: whatever is lost on the way, this names the one video that was meant.
    let key = sendKey(create, unanswered, (earlier) => isMade(client, earlier));
    const isAgain = key === unanswered?.key;
    let sent = isAgain ? unanswered?.sent : undefined;
    unanswered = null;
    const showTile = () => {
      // The tile outlives the slot's image, so it gets an address of its own.
      const { prompt, size, takes, firstFrame } = create;
      const previewUrl = firstFrame instanceof File ? URL.createObjectURL(firstFrame) : null;
      addPendingSend({ key, prompt, size, takes, previewUrl, sentAt });
    };
    showTile();
    try {
      // The tile does not wait for this. What is sent again are the very same files.
      sent ??= await withFittedImages(create);
      let video = await createVideo(key, sent);
      if (isAgain && video.firstframe.trashed_at !== null) {
        // The lost send was carried out and its video thrown away since, so this press is a wish for another one.
        removePendingSend(key);
        key = makeKey();
        showTile();
        video = await createVideo(key, sent);
      }
      await decodeAhead(video.firstframe.asked.references[0]?.url);
      layOverVideo(client, video);
      // The gallery ends a send when it shows its video, and it shows none that is in the trash.
      if (video.firstframe.trashed_at !== null) removePendingSend(key);
    } catch (failure) {
      removePendingSend(key);
      if (!(failure instanceof ApiError)) throw failure;
      if (failure.code === 'unreachable' && sent) unanswered = { key, create, sent };
      setRefusal({ error: failure, provider: model.firstframe.provider });
    }
  }

  return { send, refusal, clearRefusal: () => setRefusal(null) };
}
