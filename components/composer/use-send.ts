import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getDraft } from '@/components/studio/draft';
import { addPendingSend, removePendingSend } from '@/components/studio/pending-sends';
import { ApiError } from '@/lib/client/api';
import { createVideo } from '@/lib/client/create-video';
import { layOverVideo } from '@/lib/client/live-library';
import type { Model } from '@/lib/jobs/wire';
import { narrowChoices } from './narrow-choices';

/** Two presses within this time are one press of a nervous finger. */
const doublePressMs = 500;
let pressedAt = 0;

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
  const [error, setError] = useState<ApiError | null>(null);

  async function send(model: Model): Promise<void> {
    const sentAt = Date.now();
    if (sentAt - pressedAt < doublePressMs) return;
    pressedAt = sentAt;
    setError(null);
    const draft = getDraft();
    const { choices } = narrowChoices(model, draft);
    const isFrameTaken = model.firstframe.references.includes('first_frame');
    const firstFrame = isFrameTaken ? draft.firstFrame : null;
    // Made before anything is sent: whatever is lost on the way, this names the one video that was meant.
    const key = crypto.randomUUID();
    // The tile outlives the slot's image, so it gets an address of its own.
    const previewUrl = firstFrame && URL.createObjectURL(firstFrame.file);
    addPendingSend({ key, prompt: draft.prompt, size: choices.size, previewUrl, sentAt });
    try {
      const video = await createVideo(key, {
        prompt: draft.prompt,
        providerId: model.firstframe.provider.id,
        model: model.id,
        size: choices.size,
        seconds: choices.seconds,
        firstFrame: firstFrame?.file ?? null,
      });
      await decodeAhead(video.firstframe.asked.references[0]?.url);
      layOverVideo(client, video);
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      setError(failure);
    } finally {
      removePendingSend(key);
      if (previewUrl) URL.revokeObjectURL(previewUrl);
    }
  }

  return { send, error, clearError: () => setError(null) };
}
