import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { moveRoom } from '@/components/studio/room';
import { Button } from '@/components/ui/button';
import { lineageOptions } from '@/lib/client/lineage-queries';
import type { Kin, Lineage } from '@/lib/jobs/lineage-wire';
import type { Video } from '@/lib/jobs/wire';
import { CompareTakes } from './compare-takes';
import { LineageItem } from './lineage-item';

/** The items of the strip that can be gone to, row by row. */
function rowsOf(strip: Element): HTMLElement[][] {
  const rows = [...strip.querySelectorAll('ol')].map((row) => [
    ...row.querySelectorAll<HTMLElement>('[data-stop]'),
  ]);
  return rows.filter((row) => row.length > 0);
}

/** Moves the focus: along a row, and from row to row. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.metaKey || event.ctrlKey || event.altKey) return;
  const rows = rowsOf(event.currentTarget);
  const focused = document.activeElement as HTMLElement;
  const row = rows.findIndex((items) => items.includes(focused));
  const place = rows[row]?.indexOf(focused) ?? -1;
  if (place < 0) return;
  const moves: Record<string, HTMLElement | undefined> = {
    ArrowLeft: rows[row]?.[place - 1] ?? rows[row - 1]?.at(-1),
    ArrowRight: rows[row]?.[place + 1] ?? rows[row + 1]?.[0],
    ArrowUp: rows[row - 1]?.[Math.min(place, (rows[row - 1]?.length ?? 1) - 1)],
    ArrowDown: rows[row + 1]?.[Math.min(place, (rows[row + 1]?.length ?? 1) - 1)],
    Home: rows[0]?.[0],
    End: rows.at(-1)?.at(-1),
  };
  if (!(event.key in moves)) return;
  // Elsewhere in the room these keys walk from video to video.
  event.preventDefault();
  moves[event.key]?.focus();
}

function Row({ title, more, children }: { title: string; more?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="space-y-3">
      <div className="flex min-h-8 items-center justify-between gap-2">
        <h2 className="font-medium text-13 text-muted">{title}</h2>
        {more}
      </div>
      <ol className="-mx-1 flex gap-3 overflow-x-auto overscroll-x-contain px-1 pt-1 pb-2" data-no-swipe>
        {children}
      </ol>
    </section>
  );
}

/** What a video comes from, what was asked for with it, and what came of it, as pictures to walk along. */
export function LineageView({ video }: { video: Video }) {
  const t = useTranslations('lineage');
  const strip = useRef<HTMLDivElement>(null);
  const isWalking = useRef(false);
  const { data, isError, refetch } = useQuery({
    ...lineageOptions(video.id),
    // While one walks along it, it does not flash.
    placeholderData: keepPreviousData,
    refetchInterval: video.firstframe.step ? 5_000 : false,
  });
  const shownId = data?.id;

  useEffect(() => {
    const current = strip.current?.querySelector<HTMLElement>('[aria-current]');
    const row = current?.closest('ol');
    if (!current || !row || !shownId) return;
    row.scrollLeft = current.offsetLeft - (row.clientWidth - current.clientWidth) / 2;
    if (isWalking.current) current.focus({ preventScroll: true });
    isWalking.current = false;
  }, [shownId]);

  if (!data) {
    return (
      <div role="status" className="flex items-center gap-3 text-13 text-muted">
        <p>{t(isError ? 'failed' : 'loading')}</p>
        {isError && <Button onClick={() => refetch()}>{t('retry')}</Button>}
      </div>
    );
  }

  function open(id: string) {
    isWalking.current = true;
    moveRoom(id);
  }

  const item = { isStop: false, onOpen: open };
  const numberOf = ({ id, take_number: own, takes }: Lineage, index: number) =>
    own - takes.findIndex((take) => take.id === id) + index;
  const frameOf = ({ frame }: Kin) => ({ frame: frame === null ? 'none' : String(frame + 1) });
  const shownOf = (shown: number, total: number) =>
    shown < total && (
      <span className="text-13 text-muted">{t('more', { shown: String(shown), total: String(total) })}</span>
    );
  const hasTakes = data.takes_total > 1;
  if (data.parents.length === 0 && data.children.length === 0 && !hasTakes)
    return <p className="text-13 text-muted">{t('alone')}</p>;

  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of links, of which one is a stop for the Tab key.
    <div ref={strip} role="group" aria-label={t('strip')} onKeyDown={walk} className="space-y-5">
      {data.parents.length > 0 && (
        <Row title={t('parents')}>
          {data.parents.map((parent) => (
            <li key={`${parent.kind} ${parent.id}`}>
              <LineageItem
                relative={parent}
                words={t(`relation.${parent.kind}`, frameOf(parent))}
                {...item}
              />
            </li>
          ))}
        </Row>
      )}
      <Row
        title={t(hasTakes ? 'takes' : 'this')}
        more={shownOf(data.takes.length, data.takes_total) || <CompareTakes lineage={data} />}
      >
        {data.takes.map((take, index) => (
          <li key={take.id}>
            <LineageItem
              relative={take}
              words={
                hasTakes
                  ? t('take', { number: String(numberOf(data, index)), total: String(data.takes_total) })
                  : // The name of the row says it, where it has words of its own.
                    take.prompt
                    ? null
                    : t('this')
              }
              {...item}
              isCurrent={take.id === data.id}
              isStop={take.id === data.id}
            />
          </li>
        ))}
      </Row>
      {data.children.length > 0 && (
        <Row title={t('children')} more={shownOf(data.children.length, data.children_total)}>
          {data.children.map((child) => (
            <li key={child.id}>
              <LineageItem relative={child} words={t(`became.${child.kind}`, frameOf(child))} {...item} />
            </li>
          ))}
        </Row>
      )}
    </div>
  );
}
