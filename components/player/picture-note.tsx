import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import type { FrameNote } from './use-frame-actions';

const shownForMs = 4_000;
/** What asks for an answer stays longer. */
const askedForMs = 10_000;

type PictureNoteProps = { note: FrameNote | null; onSave: () => void; onGone: () => void };

/** Says over the picture what came of it; there it is seen in full screen too. */
export function PictureNote({ note, onSave, onGone }: PictureNoteProps) {
  const t = useTranslations('player');
  useEffect(() => {
    if (!note) return;
    const timer = setTimeout(onGone, note.canSave ? askedForMs : shownForMs);
    return () => clearTimeout(timer);
  }, [note, onGone]);
  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-x-0 bottom-full mb-4 flex justify-center px-3"
    >
      {note && (
        <p className="pointer-events-auto flex items-center gap-3 rounded-control bg-black/80 px-3 py-2 text-13 text-white">
          {note.text}
          {note.canSave && (
            <button type="button" onClick={onSave} className="font-medium underline underline-offset-4">
              {t('saveInstead')}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
