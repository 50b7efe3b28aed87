import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { beginSend, leaveOpen, settleSend } from '@/components/composer/open-sends';
import type { Refusal } from '@/components/composer/refusal';
import { framingOf, toCreate } from '@/components/composer/to-create';
import { projectOfSends } from '@/components/find/project-of-sends';
import { chargeOfRefusal } from '@/components/studio/charge';
import { getDraft } from '@/components/studio/draft';
import { showToast } from '@/components/ui/toast';
import { ApiError } from '@/lib/client/api';
import { createBatch } from '@/lib/client/batches';
import type { CreateVideo } from '@/lib/client/create-video';
import { catchUp, noteBatches, openBatchesOptions } from '@/lib/client/live-library';
import type { Model } from '@/lib/providers/wire';
import type { Row } from './expand-matrix';

/** The files that those went out with of which nobody can tell whether they were taken, by their keys. */
const sentAs = new Map<string, CreateVideo>();
/** What is new is there with the next poll in any case. */
const catchUpWithinMs = 10_000;

/**
 * What all have in common. The images go out as they are, only smaller where the studio would not take them, with the word
 * of how they are wanted: the videos may be of several sizes, and the studio lays them into each.
 */
async function withImages(create: CreateVideo): Promise<CreateVideo> {
  const images = [create.firstFrame, create.lastFrame, ...create.references];
  if (!images.some((image) => image instanceof File)) return create;
  const { fitImages } = await import('@/components/framing/fit-images').catch(() => {
    throw new ApiError('The studio does not answer.', { code: 'unreachable', param: null, status: 0 });
  });
  const { framing, lastFrameFraming } = create;
  return { ...(await fitImages({ ...create, size: null })), framing, lastFrameFraming };
}

/** Sends rows of a matrix as one batch. However often it is pressed meanwhile, that is once. */
export function useSendBatch(words: {
  sent: (count: number) => string;
  notSent: (message: string) => string;
}) {
  const client = useQueryClient();
  const isShown = useRef(true);
  const isInHand = useRef(false);
  const [isSending, setIsSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

  /** @returns whether it was taken, and the table is still there to be closed */
  async function send(model: Model, rows: readonly Row[]): Promise<boolean> {
    if (isInHand.current || rows.length === 0) return false;
    isInHand.current = true;
    setIsSending(true);
    setRefusal(null);
    const items = rows.map(({ prompt, size, seconds, seed }) => ({ prompt, size, seconds, seed }));
    const draft = getDraft();
    const size = rows[0]?.size ?? null;
    const common = {
      ...toCreate(model, draft),
      ...{ prompt: '', size: null, seconds: null, seed: null, takes: 1 },
      framing: framingOf(model, 'first_frame', draft.firstFrame, size),
      lastFrameFraming: framingOf(model, 'last_frame', draft.lastFrame, size),
    };
    const wish = { ...common, items };
    // Made before anything is sent, and kept for as long as no answer came.
    const { key } = beginSend(wish, () => false);
    let sent = sentAs.get(key);
    try {
      sent ??= await withImages(common);
      const batch = await createBatch(key, sent, items, projectOfSends(client));
      settleSend(key);
      sentAs.delete(key);
      const others = client.getQueryData(openBatchesOptions().queryKey) ?? [];
      noteBatches(client, [batch, ...others.filter(({ id }) => id !== batch.id)]);
      await catchUp(client, AbortSignal.timeout(catchUpWithinMs)).catch(() => {});
      void showToast(words.sent(batch.count));
      return isShown.current;
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      if (chargeOfRefusal(failure.code) === 'maybe' && sent) {
        sentAs.set(key, sent);
        leaveOpen(key);
      } else settleSend(key);
      if (!isShown.current) void showToast(words.notSent(failure.message));
      const { provider } = model.firstframe;
      const nowhere = { field: null, isContentBlocked: false, videoId: null };
      setRefusal({ error: failure, provider, draft, at: Date.now(), ...nowhere });
      return false;
    } finally {
      isInHand.current = false;
      setIsSending(false);
    }
  }

  return { send, isSending, refusal, clearRefusal: () => setRefusal(null) };
}
