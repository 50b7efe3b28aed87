import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { readPicture } from '@/components/pictures/read-picture';
import type { Draft, DraftImage } from '@/components/studio/draft';
import { fillWithUndo } from '@/components/studio/fill-with-undo';
import { leaveRoom } from '@/components/studio/room';
import { showToast } from '@/components/ui/toast';
import { messageOf } from '@/lib/client/message-of';
import type { Video } from '@/lib/jobs/wire';
import { startOf } from '@/lib/media/frame-table';
import type { FramePlayer } from './frame-player';
import type { PlayerActions } from './player-actions';
import { saveFile } from './save-file';
import { frameFileName } from './spell-place';

/** What came of the last action, to be said beside the picture, since full screen covers all else. */
export type FrameNote = { text: string; canSave: boolean };

/** What can be done with the frame that is wanted now: the exact one, at its own pixels. */
export function useFrameActions(player: FramePlayer, video: Video) {
  const t = useTranslations('player');
  const pictures = useTranslations('pictures');
  const common = useTranslations('common');
  const [note, setNote] = useState<FrameNote | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  /** Does one thing at a time, and says what went wrong. */
  async function act(work: () => Promise<void>): Promise<void> {
    if (isBusy) return;
    setIsBusy(true);
    try {
      await work();
    } catch (error) {
      const message = messageOf(error);
      setNote({ text: t('failed', { message }), canSave: false });
    } finally {
      setIsBusy(false);
    }
  }

  /** A frame as an image of the form, which knows where it is from. */
  async function grab(frame: number): Promise<DraftImage> {
    const name = frameFileName(video.firstframe.filename, frame);
    const file = new File([await player.leader.grab(frame)], name, { type: 'image/png' });
    const read = await readPicture(file);
    if (!('image' in read)) throw new Error(t('unreadable'));
    const from = { videoId: video.id, frame, seconds: startOf(player.leader.table, frame) };
    return { ...read.image, from };
  }

  /** Fills the form, goes there, and says what was done, with the way back. */
  async function fill(changes: Partial<Draft>, message: string): Promise<void> {
    if (document.fullscreenElement) await document.exitFullscreen();
    const undo = fillWithUndo(changes);
    leaveRoom();
    void showToast(message, { label: common('undo'), onClick: undo });
  }

  const present = () => {
    player.pause();
    return player.state.frame;
  };

  async function save(): Promise<void> {
    const frame = present();
    saveFile(await player.leader.grab(frame), frameFileName(video.firstframe.filename, frame));
    setNote({ text: t('saved', { number: frame + 1 }), canSave: false });
  }

  async function copy(): Promise<void> {
    const frame = present();
    // Without HTTPS there is no clipboard for pictures.
    if (!navigator.clipboard?.write || typeof ClipboardItem === 'undefined') {
      setNote({ text: t('noClipboard'), canSave: true });
      return;
    }
    try {
      // Some browsers take it only while the key is still pressed, so it is a promise.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': player.leader.grab(frame) })]);
      setNote({ text: t('copied', { number: frame + 1 }), canSave: false });
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      setNote({ text: t('noClipboard'), canSave: true });
    }
  }

  async function extend(): Promise<void> {
    player.pause();
    const { asked, provider } = video.firstframe;
    const firstFrame = await grab(player.frames - 1);
    const settings = {
      providerId: provider.id,
      model: video.model,
      size: asked.size,
      seconds: asked.seconds,
    };
    await fill({ ...settings, firstFrame }, t('extended'));
  }

  const actions: PlayerActions = {
    takeFrame: (slot) =>
      void act(async () => {
        const image = await grab(present());
        await fill({ [slot]: image }, slot === 'firstFrame' ? pictures('frameTaken') : t('lastFrameTaken'));
      }),
    extend: () => void act(extend),
    copy: () => void act(copy),
    save: () => void act(save),
  };
  return { actions, note, isBusy, forgetNote: () => setNote(null) };
}
