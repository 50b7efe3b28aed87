import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { BookmarkPlus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Moment } from '@/components/review/moment';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { showToast } from '@/components/ui/toast';
import { save } from '@/lib/client/change-prompts';
import { messageOf } from '@/lib/client/message-of';
import { historyOptions, promptKeys } from '@/lib/client/prompt-queries';
import type { SentPrompt } from '@/lib/prompts/wire';
import { fillPrompt } from './fill-prompt';
import { Marked } from './marked';
import { nameFor } from './name-for';
import { SearchField } from './search-field';

/** The studio is asked when somebody pauses, not at every key. */
const pauseMs = 120;

/** Something that changes at every key, as it is at the next pause. */
function usePaused(value: string): string {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}

type HistoryRowProps = { sent: SentPrompt; search: string; onSave: (prompt: string) => void };

function HistoryRow({ sent, search, onSave }: HistoryRowProps) {
  const t = useTranslations('prompts');
  const { prompt, uses, last_used_at: at } = sent;
  return (
    // Rows far below are not laid out before they come into sight.
    <li className="flex items-start gap-1 [contain-intrinsic-block-size:auto_5rem] [content-visibility:auto]">
      <button
        type="button"
        data-row
        onClick={() => fillPrompt(prompt)}
        className="min-w-0 flex-1 rounded-control px-2 py-2 text-left -outline-offset-2 transition-colors duration-150 ease-settle hover:bg-raised"
      >
        <span className="line-clamp-3 break-words text-14">
          <Marked text={prompt} search={search} />
        </span>
        <span className="mt-1 block text-13 text-muted tabular-nums">
          <Moment at={at} />
          {uses > 1 && ` · ${t('history.uses', { count: uses })}`}
        </span>
      </button>
      <IconButton label={t('history.save')} onClick={() => onSave(prompt)} className="mt-1.5">
        <BookmarkPlus size={16} strokeWidth={1.5} aria-hidden />
      </IconButton>
    </li>
  );
}

/** Every prompt that was sent, the last one first: looked through, filled in, kept. */
export function HistoryTab() {
  const t = useTranslations('prompts');
  const client = useQueryClient();
  const [search, setSearch] = useState('');
  const asked = usePaused(search.trim());
  const { data, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    historyOptions(asked),
  );
  const end = useRef<HTMLDivElement>(null);
  const prompts = data?.pages.flatMap((page) => page.data) ?? [];
  const [first] = prompts;

  // Who scrolls to the end gets more.
  useEffect(() => {
    const { current: element } = end;
    if (!element || !hasNextPage) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void fetchNextPage({ cancelRefetch: false });
      },
      { rootMargin: '300px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasNextPage, fetchNextPage]);

  async function keep(prompt: string) {
    try {
      const name = nameFor(prompt);
      await save({ kind: 'prompt', name, body: { prompt } });
      void client.invalidateQueries({ queryKey: promptKeys.saved });
      void showToast(t('saved', { name }));
    } catch (error) {
      void showToast(messageOf(error));
    }
  }

  return (
    <>
      <SearchField
        label={t('history.search')}
        value={search}
        onChange={setSearch}
        onEnter={() => first && fillPrompt(first.prompt)}
      />
      <p aria-live="polite" className="sr-only">
        {data && asked !== '' && prompts.length > 0 && t('history.found', { count: prompts.length })}
      </p>
      {isError && (
        <div className="flex items-center justify-between gap-4 text-13">
          <p role="alert" className="text-failed">
            {t('history.failed')}
          </p>
          <Button onClick={() => refetch()}>{t('retry')}</Button>
        </div>
      )}
      {data && prompts.length === 0 && (
        <p className="py-8 text-center text-13 text-muted">
          {t(asked === '' ? 'history.empty' : 'history.none', { search: asked })}
        </p>
      )}
      <ul aria-label={t('tabs.history')} className="-mx-2">
        {prompts.map((sent) => (
          <HistoryRow key={sent.id} sent={sent} search={asked} onSave={keep} />
        ))}
      </ul>
      {hasNextPage && (
        <div ref={end} className="flex justify-center py-3">
          <Button disabled={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {t('history.more')}
          </Button>
        </div>
      )}
    </>
  );
}
