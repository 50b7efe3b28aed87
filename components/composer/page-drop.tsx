'use client';

import { useEffect } from 'react';
import { useDropzone } from 'react-dropzone';
import { useTranslations } from 'use-intl';

type PageDropProps = {
  onFiles: (files: File[]) => void;
  /** Gives the composer the way to open the file chooser. */
  onReady: (open: () => void) => void;
};

/** Makes the whole page a place to drop or paste an image. Nothing is seen of it until something is dragged in. */
export function PageDrop({ onFiles, onReady }: PageDropProps) {
  const t = useTranslations('composer.firstFrame');
  // Files are judged by their content where they are read, so none is turned away by name here.
  const { open, getInputProps, getRootProps, isDragGlobal } = useDropzone({
    onDrop: onFiles,
    noClick: true,
    noKeyboard: true,
  });

  useEffect(() => onReady(open), [open, onReady]);

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      const types = event.clipboardData?.types ?? [];
      // A word processor adds a picture of the words to them; the words are what is meant then. A file manager adds a
      // name to the file, and a page its address to the picture, but neither adds both.
      const isText = types.includes('text/plain') && types.includes('text/html');
      if (files.length === 0 || isText) return;
      event.preventDefault();
      onFiles(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [onFiles]);

  return (
    <>
      <input {...getInputProps({ 'aria-hidden': true, accept: 'image/png,image/jpeg,image/webp' })} />
      {isDragGlobal && (
        <div {...getRootProps()} className="fixed inset-0 z-40 flex items-center justify-center bg-veil p-6">
          <p className="pointer-events-none rounded-bar border-2 border-accent border-dashed px-8 py-12 text-center text-20">
            {t('drop')}
          </p>
        </div>
      )}
    </>
  );
}
