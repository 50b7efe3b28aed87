import { TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useDraft } from '@/components/studio/draft';
import { IconButton } from '@/components/ui/icon-button';
import type { ApiError } from '@/lib/client/api';
import { isErrorCode } from '@/lib/errors';
import type { Model } from '@/lib/jobs/wire';
import { type Narrowing, narrowChoices } from './narrow-choices';
import type { Refusal } from './read-first-frame';

type ComposerNotesProps = {
  model: Model | null;
  narrowings: Narrowing[];
  refusal: Refusal | null;
  error: ApiError | null;
  onDismiss: () => void;
};

function ratioOf(size: string): number {
  const [width = 0, height = 1] = size.split('x').map(Number);
  return width / height;
}

/** What happens to the first frame on its way: nothing, a crop, or that it stays behind. */
function FrameNote({ model }: { model: Model | null }) {
  const t = useTranslations('composer.firstFrame');
  const draft = useDraft((whole) => whole);
  if (!draft.firstFrame || !model) return null;
  const { width, height } = draft.firstFrame;
  const { size } = narrowChoices(model, draft).choices;
  if (!model.firstframe.references.includes('first_frame'))
    return <p className="text-unsure">{t('notTaken')}</p>;
  if (size === null) return null;
  const fits = Math.abs(width / height / ratioOf(size) - 1) < 0.005;
  return fits ? (
    <p className="text-ready">{t('fits', { width: String(width), height: String(height) })}</p>
  ) : (
    <p className="text-unsure">
      {t('cropped', { width: String(width), height: String(height), size: size.replace('x', '×') })}
    </p>
  );
}

function Note({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-start gap-2">
      <TriangleAlert size={16} strokeWidth={1.5} aria-hidden className="mt-px shrink-0" />
      <span>{children}</span>
    </p>
  );
}

/** What the composer has to say, above the words it is about. Read out as it appears. */
export function ComposerNotes({ model, narrowings, refusal, error, onDismiss }: ComposerNotesProps) {
  const t = useTranslations('composer');
  const frame = useTranslations('composer.firstFrame');
  const errors = useTranslations('errors');
  const hasNote = narrowings.length > 0 || refusal !== null || error !== null;
  const changes = narrowings.map(({ field, from, to }) => `${t(field)} ${from} → ${to}`).join(', ');
  const code = error && (isErrorCode(error.code) || error.code === 'unreachable') ? error.code : 'internal';

  return (
    <div aria-live="polite" className="text-13">
      {hasNote && (
        <div className="mb-2 flex items-start gap-2">
          <div className="flex-1 space-y-1 py-1.5">
            {narrowings.length > 0 && model && (
              <p className="text-muted">{t('narrowed', { model: model.id, changes })}</p>
            )}
            {refusal && (
              <div className="text-failed">
                <Note>{frame(refusal.reason, { name: refusal.name, size: refusal.size })}</Note>
              </div>
            )}
            {error && (
              <div className="text-failed">
                <Note>
                  {errors(code)} <span className="text-muted">{error.message}</span>
                </Note>
              </div>
            )}
          </div>
          <IconButton label={t('dismiss')} onClick={onDismiss}>
            <X size={16} strokeWidth={1.5} aria-hidden />
          </IconButton>
        </div>
      )}
      <div className="[&>p]:mb-2">
        <FrameNote model={model} />
      </div>
    </div>
  );
}
