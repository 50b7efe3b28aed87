import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { shownUrl } from '@/components/framing/shown-url';
import { chargeOfRefusal } from '@/components/studio/charge';
import { type Draft, fillDraft, getDraft } from '@/components/studio/draft';
import { addPendingSend, removePendingSend } from '@/components/studio/pending-sends';
import { ApiError } from '@/lib/client/api';
import { type CreateVideo, createVideo } from '@/lib/client/create-video';
import { type Library, layOverVideo } from '@/lib/client/live-library';
import { makeKey } from '@/lib/client/make-key';
import { videoKeys } from '@/lib/client/video-queries';
import type { Model } from '@/lib/providers/wire';
import { setRefusal } from './refusal';
import { rollSeed } from './roll-seed';
import { sendKey, type Unanswered } from './send-key';
import { toCreate } from './to-create';
import { withFittedImages } from './with-fitted-images';

/** Two presses within this time are one press of a nervous finger. */
const doublePressMs = 500;
let pressedAt = 0;
/** The one of which nobody can tell whether it was carried out, with the files that it went out with. */
let unanswered: (Unanswered & { sent: CreateVideo }) | null = null;

/** Whether the video of a key has reached the library. */
function isMade(client: QueryClient, key: string): boolean {
  const pages = client.getQueryData<Library>(videoKeys.library)?.pages ?? [];
  return pages.some(({ data }) => data.some(({ firstframe }) => firstframe.idempotency_key === key));
}

/** Waits until the studio's copy of the first frame can be drawn, so that the tile does not blink when it takes over. */
async function decodeAhead(url: string | undefined): Promise<void> {
  if (!url) return;
  const image = new Image();
  image.src = url;
  await image.decode().catch(() => {});
}

/** After a send whose seed is not to stay comes one with another; until then it is the one that is shown. */
function rollNext(sent: number | null): void {
  const { seed, seedLocked } = getDraft();
  if (sent !== null && seed === sent && !seedLocked) fillDraft({ seed: rollSeed() });
}

/** Shows a refusal where it belongs. What finds that out is loaded now, since most sends are taken. */
async function landRefusal(error: ApiError, sent: { model: Model; draft: Draft }): Promise<void> {
  const { model, draft } = sent;
  const { provider } = model.firstframe;
  const common = { error, provider, draft, videoId: null, at: Date.now() };
  try {
    const [{ fieldOfError }, { isContentBlocked }] = await Promise.all([
      import('./field-of-error'),
      import('./fixes-for'),
    ]);
    const field = fieldOfError(error, model, draft);
    setRefusal({ ...common, field, isContentBlocked: isContentBlocked(error, field) });
  } catch {
    // While the studio does not answer, no code comes either; the refusal is said all the same.
    setRefusal({ ...common, field: null, isContentBlocked: false });
  }
}

/**
 * Sends the draft as it stands. The tile is there at once; the form stays as it is; a refusal comes back to the form, and
 * its tile goes.
 */
export function useSend() {
  const client = useQueryClient();

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
      const { prompt, size, takes } = create;
      const shown = create.firstFrame === null ? null : draft.firstFrame;
      const previewUrl = shown && shownUrl(shown.file);
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
      rollNext(draft.seed);
      await decodeAhead(video.firstframe.asked.references[0]?.url);
      layOverVideo(client, video);
      // The gallery ends a send when it shows its video, and it shows none that is in the trash.
      if (video.firstframe.trashed_at !== null) removePendingSend(key);
    } catch (failure) {
      removePendingSend(key);
      if (!(failure instanceof ApiError)) throw failure;
      if (chargeOfRefusal(failure.code) === 'maybe' && sent) unanswered = { key, create, sent };
      await landRefusal(failure, { model, draft });
    }
  }

  return { send };
}
