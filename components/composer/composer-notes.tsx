import { Info, TriangleAlert, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useDraft, useSettings } from '@/components/studio/draft';
import { IconButton } from '@/components/ui/icon-button';
import { late } from '@/components/ui/late';
import type { Model } from '@/lib/providers/wire';
import type { Narrowing } from './narrow-choices';
import { Note } from './note';
import type { Refusal } from './read-first-frame';
import type { Refusal as SendRefusal } from './refusal';
import { leftBehind, mostOf } from './to-create';

const FrameNote = late(() => import('@/components/framing/frame-note').then((module) => module.FrameNote));
const RefusalNote = late(() => import('./refusal-note').then((module) => module.RefusalNote));

/** What the last thing done in the composer gave rise to. */
type Notes = {
  /** What the newly chosen model changed. */
  narrowings: Narrowing[];
  /** Why a file is not the first frame. */
  refusal: Refusal | null;
  /** Whether more than one file was given. */
  isOneOfSeveral: boolean;
};

export const noNotes: Notes = { narrowings: [], refusal: null, isOneOfSeveral: false };

type ComposerNotesProps = {
  model: Model | null;
  notes: Notes;
  /** Why the last send came back. */
  refused: SendRefusal | null;
  onDismiss: () => void;
  onSize: (size: string) => void;
};

/** What is set and stays behind, because the chosen model does not take it. */
function LeftBehindNote({ model }: { model: Model }) {
  const t = useTranslations('composer');
  const draft = useSettings();
  const { wishes, options } = leftBehind(model, draft);
  const more = useTranslations('settingsMore');
  const words = wishes.map((wish) => {
    if (wish === 'lastFrame') return t('lastFrame.label');
    if (wish === 'references') return t('reference');
    if (wish === 'referencesOver')
      return more('referencesOver', { maximum: String(mostOf(model, 'reference')) });
    return t(wish);
  });
  const names = [...words, ...options].join(', ');
  if (names === '') return null;
  return (
    <Note icon={Info} tone="text-unsure">
      {t('leftBehind', { model: model.id, names })}
    </Note>
  );
}

/** What the composer has to say, above the words it is about. Read out as it appears. */
export function ComposerNotes({ model, notes, refused, onDismiss, onSize }: ComposerNotesProps) {
  const t = useTranslations('composer');
  const frame = useTranslations('composer.firstFrame');
  const units = useTranslations('common');
  const hasFrame = useDraft(({ firstFrame }) => firstFrame !== null);
  const { narrowings, refusal, isOneOfSeveral } = notes;
  const hasNote = narrowings.length > 0 || refusal !== null || isOneOfSeveral || refused !== null;
  const say = (field: Narrowing['field'], value: string) => {
    if (field === 'seconds') return units('secondsShort', { seconds: value });
    return field === 'fps' ? units('fps', { fps: value }) : value.replace('x', '×');
  };
  const changes = narrowings
    .map(({ field, from, to }) => `${t(field)} ${say(field, from)} → ${say(field, to)}`)
    .join(', ');
  const isByRule = narrowings.every(({ because }) => because === 'rule');

  return (
    <div aria-live="polite" className="text-13">
      {hasNote && (
        <div className="mb-2 flex items-start gap-2">
          <div className="flex-1 space-y-1 py-1.5 pointer-coarse:py-2.5">
            {narrowings.length > 0 && model && (
              <Note icon={Info} tone="text-unsure">
                {t(isByRule ? 'narrowedByRule' : 'narrowed', { model: model.id, changes })}
              </Note>
            )}
            {isOneOfSeveral && (
              <Note icon={Info} tone="text-unsure">
                {frame('several')}
              </Note>
            )}
            {refusal && (
              <Note icon={TriangleAlert} tone="text-failed">
                {frame(refusal.reason, { name: refusal.name, size: refusal.size })}
              </Note>
            )}
            {refused && <RefusalNote refusal={refused} onDismiss={onDismiss} />}
          </div>
          <IconButton label={t('dismiss')} onClick={onDismiss}>
            <X size={16} strokeWidth={1.5} aria-hidden />
          </IconButton>
        </div>
      )}
      <div className="[&>div]:mb-3">
        {model && hasFrame && <FrameNote model={model} onSize={onSize} />}
        {model && <LeftBehindNote model={model} />}
      </div>
    </div>
  );
}
