import { useQuery } from '@tanstack/react-query';
import { CircleCheck, RefreshCw, SearchX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Moment } from '@/components/review/moment';
import { Button } from '@/components/ui/button';
import { candidatesOptions } from '@/lib/client/video-queries';
import type { CandidateList, Video } from '@/lib/jobs/wire';
import { useAttach } from './use-attach';

type Candidate = CandidateList['data'][number];

/** How each status is called where there is no tile. */
const stateOf = { queued: 'queued', in_progress: 'running', completed: 'ready', failed: 'failed' } as const;

type CandidateCardProps = { candidate: Candidate; isBusy: boolean; onAttach: () => void };

/** One of the provider's videos: what it was asked, when, of which model. */
function CandidateCard({ candidate, isBusy, onAttach }: CandidateCardProps) {
  const t = useTranslations('unsure');
  const states = useTranslations('gallery.state');
  const { upstream_id: id, prompt, created_at: createdAt, model, status, is_match: isMatch } = candidate;
  const wordsId = `candidate-${id}`;
  return (
    <li className="space-y-2 px-4 py-3">
      <div id={wordsId} className="space-y-1">
        {isMatch && (
          <p className="flex items-center gap-1.5 text-ready">
            <CircleCheck size={16} strokeWidth={1.5} aria-hidden className="shrink-0" />
            {t('fits')}
          </p>
        )}
        <p className={`line-clamp-3 break-words ${prompt ? '' : 'text-faint'}`}>{prompt ?? t('noPrompt')}</p>
        <p className="flex flex-wrap gap-x-3 text-muted tabular-nums">
          {createdAt !== null && <Moment at={createdAt} />}
          {model && <span>{model}</span>}
          <span>{states(stateOf[status])}</span>
        </p>
        <p className="break-all font-mono text-faint">{id}</p>
      </div>
      <Button aria-describedby={wordsId} disabled={isBusy} onClick={onAttach}>
        {t('thisOne')}
      </Button>
    </li>
  );
}

type CandidatesProps = { video: Video; onAttached: () => void; onAttach: () => void };

/** What the provider has on its list that the video may be. Asking for it costs nothing and changes nothing. */
export function Candidates({ video, onAttached, onAttach }: CandidatesProps) {
  const t = useTranslations('unsure');
  const { label } = video.firstframe.provider;
  const { data: list, error, isFetching, refetch } = useQuery(candidatesOptions(video.id));
  const { attach, isAttaching, trouble } = useAttach(video.id, onAttached);
  const found = list?.data ?? [];

  function say(): ReactNode {
    if (isFetching && !list) return <p className="text-muted">{t('looking', { label })}</p>;
    if (error) {
      return (
        <p className="flex items-start gap-2 text-failed">
          <TriangleAlert size={16} strokeWidth={1.5} aria-hidden className="mt-px shrink-0" />
          {error.message}
        </p>
      );
    }
    if (list && !list.can_list) return <p>{t('cannotList', { label })}</p>;
    if (found.length > 0) return <p className="text-muted">{t('found', { label, count: found.length })}</p>;
    return (
      <p className="flex items-start gap-2">
        <SearchX size={16} strokeWidth={1.5} aria-hidden className="mt-px shrink-0 text-muted" />
        {t('nothing', { label })}
      </p>
    );
  }

  return (
    <div className="rounded-tile border border-line-strong bg-raised text-13">
      <div className="space-y-3 px-4 py-3">
        <div role="status">{say()}</div>
        {trouble && (
          <p role="alert" className="text-failed">
            {trouble}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          {list?.can_list === false ? (
            <Button className="border-line-strong" onClick={onAttach}>
              {t('way.attach')}
            </Button>
          ) : (
            <Button className="border-line-strong" disabled={isFetching} onClick={() => refetch()}>
              <RefreshCw size={16} strokeWidth={1.5} aria-hidden />
              {t('lookAgain')}
            </Button>
          )}
        </div>
      </div>
      {found.length > 0 && (
        <ul
          aria-label={t('list', { label })}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must reach what it hides.
          tabIndex={0}
          className="max-h-96 divide-y divide-line overflow-y-auto border-line border-t"
        >
          {found.map((candidate) => (
            <CandidateCard
              key={candidate.upstream_id}
              candidate={candidate}
              isBusy={isAttaching}
              onAttach={() => attach(candidate.upstream_id)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}
