import { Info, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { hasNews, type PictureNews } from '@/components/pictures/use-pictures';
import { useDraft, useSettings } from '@/components/studio/draft';
import { IconButton } from '@/components/ui/icon-button';
import { late } from '@/components/ui/late';
import type { Model } from '@/lib/providers/wire';
import type { Narrowing } from './narrow-choices';
import { Note } from './note';
import type { Refusal } from './refusal';
import { leftBehind, mostOf } from './to-create';

const FrameNote = late(() => import('@/components/framing/frame-note').then((module) => module.FrameNote));
const PictureNotes = late(() =>
  import('@/components/pictures/picture-notes').then((module) => module.PictureNotes),
);
const RefusalNote = late(() => import('./refusal-note').then((module) => module.RefusalNote));

type ComposerNotesProps = {
  model: Model | null;
  /** What was changed because the model does not take it, or not together. */
  narrowings: Narrowing[];
  /** What became of the pictures given last. */
  news: PictureNews;
  /** Why the last send came back. */
  refused: Refusal | null;
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
export function ComposerNotes(props: ComposerNotesProps) {
  const { model, narrowings, news, refused, onDismiss, onSize } = props;
  const t = useTranslations('composer');
  const units = useTranslations('common');
  const hasFrame = useDraft(({ firstFrame }) => firstFrame !== null);
  const hasNote = narrowings.length > 0 || hasNews(news) || refused !== null;
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
            {hasNews(news) && <PictureNotes news={news} />}
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
