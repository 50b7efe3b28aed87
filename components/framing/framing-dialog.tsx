import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { findModel } from '@/components/composer/narrow-choices';
import type { DialogPart } from '@/components/studio/dialogs-shown';
import { useDraft } from '@/components/studio/draft';
import { modelOptions } from '@/lib/client/model-queries';
import { FramingEditor } from './framing-editor';

/** The editor of the first or the last frame. There is nothing to edit in an empty slot, nor in a reference. */
export function FramingDialog({ slot, onClose }: DialogPart<'framing'>) {
  const draft = useDraft((whole) => whole);
  const { data: models } = useQuery(modelOptions());
  const model = models ? findModel(models.data, draft) : null;
  const image = typeof slot === 'number' ? null : draft[slot];

  useEffect(() => {
    if (!image) onClose();
  }, [image, onClose]);

  if (!image || !model || typeof slot === 'number') return null;
  return <FramingEditor key={image.url} slot={slot} image={image} model={model} onClose={onClose} />;
}
