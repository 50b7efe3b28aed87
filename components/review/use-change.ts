import { useQueryClient } from '@tanstack/react-query';
import { fieldOfError } from '@/components/composer/field-of-error';
import { isContentBlocked } from '@/components/composer/fixes-for';
import { findModel } from '@/components/composer/narrow-choices';
import { setRefusal } from '@/components/composer/refusal';
import { getDraft } from '@/components/studio/draft';
import { modelOptions } from '@/lib/client/model-queries';
import type { Video } from '@/lib/jobs/wire';
import { useReuse } from './use-reuse';

/**
 * Fills the composer with what a failed video was made of, and shows there what was wrong, at the field that it is about and
 * with what can be pressed to make it right. Sends nothing.
 */
export function useChange(video: Video): () => Promise<void> {
  const client = useQueryClient();
  const reuse = useReuse(video);

  return async function change() {
    const { error, firstframe } = video;
    await reuse();
    if (!error) return;
    const draft = getDraft();
    const models = client.getQueryData(modelOptions().queryKey)?.data ?? [];
    const model = findModel(models, draft);
    const fault = {
      code: error.code,
      message: firstframe.error_message ?? error.message,
      param: firstframe.error_param,
      body: firstframe.error_body,
    };
    const field = fieldOfError(fault, model, draft);
    setRefusal({
      error: fault,
      provider: { ...firstframe.provider, is_demo: model?.firstframe.provider.is_demo ?? false },
      draft,
      field,
      isContentBlocked: isContentBlocked(fault, field),
      videoId: video.id,
      at: Date.now(),
    });
  };
}
