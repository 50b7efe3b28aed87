import { ImagePlus } from 'lucide-react';
import { type DragEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSlotWords } from '@/components/composer/use-slot-words';
import type { DialogPart } from '@/components/studio/dialogs-shown';
import { type DraftImage, fillDraft, getDraft } from '@/components/studio/draft';
import { withImage } from '@/components/studio/draft-slots';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ApiError } from '@/lib/client/api';
import { AddressForm } from './address-form';
import { fetchPicture } from './fetch-picture';
import { FramePicker } from './frame-picker';
import { PictureNotes } from './picture-notes';
import { readPicture } from './read-picture';
import { RecentPictures } from './recent-pictures';
import { hasNews, type PictureNews } from './use-pictures';
import { VideoChoice } from './video-choice';

const nothing: PictureNews = { refusals: [], leftOut: 0, fetching: null, failure: null };
const tabs = ['recent', 'videos'] as const;

/** Every way to a picture for one slot: a file, an address, one that was used before, a frame of a video. */
export function PicturesDialog({ slot, videoId, onClose }: DialogPart<'pictures'>) {
  const t = useTranslations('pictures.dialog');
  const { name } = useSlotWords(slot, null);
  const input = useRef<HTMLInputElement>(null);
  const [tab, setTab] = useState<(typeof tabs)[number]>('recent');
  const [openId, setOpenId] = useState(videoId ?? null);
  const [news, setNews] = useState(nothing);

  const put = useCallback(
    (image: DraftImage) => {
      fillDraft({ ...withImage(getDraft(), slot, image) });
      onClose();
    },
    [slot, onClose],
  );

  const takeFiles = useCallback(
    async ([file, ...others]: File[]) => {
      if (!file) return;
      const read = await readPicture(file);
      if ('image' in read) put(read.image);
      else setNews({ ...nothing, refusals: [read.refusal], leftOut: others.length });
    },
    [put],
  );

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      void takeFiles(files);
    };
    // Before the page behind, which would take it for a picture of its own.
    document.addEventListener('paste', paste, { capture: true });
    return () => document.removeEventListener('paste', paste, { capture: true });
  }, [takeFiles]);

  function drop(event: DragEvent) {
    event.preventDefault();
    void takeFiles([...event.dataTransfer.files]);
  }

  return (
    <Dialog title={t('title', { name })} width="wide" onClose={onClose}>
      {openId !== null ? (
        <FramePicker
          videoId={openId}
          onUse={put}
          onBack={() => {
            setTab('videos');
            setOpenId(null);
          }}
        />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the button is the first.
        <div onDrop={drop} className="space-y-4">
          <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
            <div className="space-y-1.5">
              <p className="font-medium text-13">{t('file')}</p>
              <input
                ref={input}
                type="file"
                accept="image/png,image/jpeg,image/webp"
                hidden
                tabIndex={-1}
                onChange={({ target }) => {
                  void takeFiles([...(target.files ?? [])]);
                  target.value = '';
                }}
              />
              <Button onClick={() => input.current?.click()}>
                <ImagePlus size={16} strokeWidth={1.5} aria-hidden />
                {t('choose')}
              </Button>
            </div>
            <AddressForm onImage={put} />
          </div>
          <div aria-live="polite" className="space-y-1 text-13 empty:hidden">
            {hasNews(news) && <PictureNotes news={news} />}
          </div>
          <div className="flex gap-1 border-line border-b pb-2">
            {tabs.map((each) => (
              <Button
                key={each}
                look="bare"
                aria-pressed={tab === each}
                onClick={() => setTab(each)}
                className="aria-pressed:bg-raised aria-pressed:text-text"
              >
                {t(each)}
              </Button>
            ))}
          </div>
          {tab === 'recent' ? (
            <RecentPictures
              onChoose={(reference) => {
                fetchPicture(reference).then(put, (error: unknown) => {
                  if (!(error instanceof ApiError)) throw error;
                  setNews({ ...nothing, failure: error.message });
                });
              }}
            />
          ) : (
            <VideoChoice onChoose={setOpenId} />
          )}
        </div>
      )}
    </Dialog>
  );
}
