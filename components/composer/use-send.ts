import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { projectOfSends } from '@/components/find/project-of-sends';
import { tellIfHidden } from '@/components/find/tell-if-hidden';
import { shownUrl } from '@/components/framing/shown-url';
import { chargeOfRefusal } from '@/components/studio/charge';
import { type Draft, fillDraft, getDraft } from '@/components/studio/draft';
import { addPendingSend, removePendingSend } from '@/components/studio/pending-sends';
import { ApiError } from '@/lib/client/api';
import { type CreateVideo, createVideo } from '@/lib/client/create-video';
import { loadedVideos } from '@/lib/client/library';
import { layOverVideo, shownLibrary } from '@/lib/client/live-library';
import type { Model } from '@/lib/providers/wire';
import { beginSend, leaveOpen, settleSend } from './open-sends';
import { setRefusal } from './refusal';
import { rollSeed } from './roll-seed';
import { toCreate } from './to-create';
import { withFittedImages } from './with-fitted-images';

/** Two presses for the same words within this time are one press of a nervous finger. */
const doublePressMs = 500;
let pressed = { at: 0, prompt: '' };
/** The files that those went out with of which nobody can tell whether they were carried out, by their keys. */
const sentAs = new Map<string, CreateVideo>();

/** Whether the video of a key has reached the library. */
function isMade(client: QueryClient, key: string): boolean {
  const library = shownLibrary(client);
  return (
    library !== undefined &&
    loadedVideos(library).some(({ firstframe }) => firstframe.idempotency_key === key)
  );
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
  const t = useTranslations('find');
  const client = useQueryClient();
  const words = { hidden: t('sentHidden'), clear: t('clear') };

  async function send(model: Model): Promise<void> {
    const sentAt = Date.now();
    const draft = getDraft();
    if (sentAt - pressed.at < doublePressMs && draft.prompt === pressed.prompt) return;
    pressed = { at: sentAt, prompt: draft.prompt };
    setRefusal(null);
    const create = toCreate(model, draft);
    // No part of the wish: the same video in another project would be paid for twice.
    const project = projectOfSends(client);
    // Made before anything is sent: whatever is lost on the way, this names the one video that was meant.
    const begin = () => beginSend(create, (earlier) => isMade(client, earlier));
    const first = begin();
    let { key } = first;
    let sent = sentAs.get(key);
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
      let video = await createVideo(key, sent, project);
      if (first.isAgain && video.firstframe.trashed_at !== null) {
        // The lost send was carried out and its video thrown away since, so this press is a wish for another one.
        removePendingSend(key);
        settleSend(key);
        key = begin().key;
        showTile();
        video = await createVideo(key, sent, project);
      }
      settleSend(key);
      sentAs.delete(key);
      rollNext(draft.seed);
      await decodeAhead(video.firstframe.asked.references[0]?.url);
      layOverVideo(client, video);
      // The gallery ends a send when it shows its video, and it shows none that is in the trash, or that the filter hides.
      const isTrashed = video.firstframe.trashed_at !== null;
      if (isTrashed || (await tellIfHidden(video.id, words))) removePendingSend(key);
    } catch (failure) {
      removePendingSend(key);
      if (!(failure instanceof ApiError)) throw failure;
      if (chargeOfRefusal(failure.code) === 'maybe' && sent) {
        sentAs.set(key, sent);
        leaveOpen(key);
      } else settleSend(key);
      await landRefusal(failure, { model, draft });
    }
  }

  return { send };
}
