'use client';

import { useEffect, useState } from 'react';
import type { ImageSlot } from '@/components/studio/draft';
import type { Model } from '@/lib/providers/wire';
import { type Dragged, isAddress, readDragged } from './read-dragged';
import { useVeilWords } from './use-veil-words';

type PageDropProps = {
  model: Model | null;
  onFiles: (files: File[], slot: ImageSlot | null) => void;
  onAddress: (url: string, slot: ImageSlot | null) => void;
  onVideo: (id: string, slot: ImageSlot | null) => void;
};

/** The slot that something was let go over. */
function slotAt(target: EventTarget | null): ImageSlot | null {
  const found =
    target instanceof Element ? target.closest<HTMLElement>('[data-slot]')?.dataset.slot : undefined;
  if (found === undefined) return null;
  return found === 'firstFrame' || found === 'lastFrame' ? found : Number(found);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, select, [contenteditable]');
}

/**
 * Makes the whole page a place to drop or paste a picture, or the address of one. Nothing is seen of it until something is
 * dragged in.
 */
export function PageDrop({ model, onFiles, onAddress, onVideo }: PageDropProps) {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const words = useVeilWords(dragged, model);

  useEffect(() => {
    /** A link of this page that is dragged, by the video that it leads to; `''` for anything else of this page. */
    let own: string | null = null;
    const listeners = new AbortController();
    const on = <Name extends keyof DocumentEventMap>(
      name: Name,
      listener: (event: DocumentEventMap[Name]) => void,
    ) => document.addEventListener(name, listener, { signal: listeners.signal });
    const end = () => {
      own = null;
      setDragged(null);
    };

    on('dragstart', ({ target }) => {
      const link = target instanceof Element ? target.closest<HTMLElement>('[data-video]') : null;
      own = link?.dataset.video ?? '';
    });
    on('dragend', end);
    on('dragenter', ({ dataTransfer }) => {
      const found = dataTransfer && readDragged(dataTransfer, own);
      if (found) setDragged(found);
    });
    on('dragover', (event) => {
      if (event.dataTransfer && readDragged(event.dataTransfer, own)) event.preventDefault();
    });
    on('dragleave', ({ relatedTarget }) => {
      // Between two parts of the page there is always another part; outside of it there is none.
      if (relatedTarget === null) setDragged(null);
    });
    on('drop', (event) => {
      const { dataTransfer, target } = event;
      const video = own;
      const isOurs = dataTransfer !== null && readDragged(dataTransfer, own) !== null;
      end();
      // A slot, or a dialog over the page, may have taken it.
      if (!isOurs || event.defaultPrevented) return;
      event.preventDefault();
      const files = [...dataTransfer.files];
      const address = dataTransfer.getData('text/uri-list').split('\n')[0]?.trim() ?? '';
      if (video) onVideo(video, slotAt(target));
      else if (files.length > 0) onFiles(files, slotAt(target));
      else if (address) onAddress(address, slotAt(target));
    });
    on('paste', (event) => {
      const { clipboardData: pasted, target } = event;
      if (!pasted || event.defaultPrevented) return;
      const files = [...pasted.files];
      const text = pasted.getData('text/plain').trim();
      // A word processor adds a picture of the words to them; the words are what is meant then. A file manager adds a
      // name to the file, and a page its address to the picture, but neither adds both.
      const isText = pasted.types.includes('text/plain') && pasted.types.includes('text/html');
      const isFiles = files.length > 0 && !isText;
      const isLink = files.length === 0 && !isTyping(target) && isAddress(text);
      if (!isFiles && !isLink) return;
      event.preventDefault();
      if (isFiles) onFiles(files, null);
      else onAddress(text, null);
    });
    return () => listeners.abort();
  }, [onFiles, onAddress, onVideo]);

  if (!dragged) return null;
  return (
    // Below the bar: its slots can be dropped on.
    <div role="status" className="fixed inset-0 z-20 flex items-center justify-center bg-veil p-6">
      <p className="pointer-events-none max-w-[40rem] text-balance rounded-bar border-2 border-accent border-dashed px-8 py-12 text-center text-20">
        {words}
      </p>
    </div>
  );
}
