import { Ellipsis } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { showToast } from '@/components/ui/toast';
import { countFitting } from './count-fitting';
import type { MenuEntry } from './menu-entry';
import { openMenu } from './open-menu';

const look =
  'inline-flex h-8 shrink-0 items-center justify-center gap-2 rounded-control px-2.5 text-13 text-text pointer-coarse:h-10 pointer-coarse:min-w-10';
const buttonLook = `${look} transition-colors duration-150 ease-settle hover:bg-raised aria-disabled:text-faint`;
const gapPx = 2;

/** An action's icon with its word; on a phone the icon alone. */
function Face({ icon: Icon, label, short = label }: Pick<MenuEntry, 'icon' | 'label' | 'short'>) {
  return (
    <>
      <Icon size={16} strokeWidth={1.5} aria-hidden />
      <span className="max-md:sr-only">{short}</span>
    </>
  );
}

const more = <Ellipsis size={16} strokeWidth={1.5} aria-hidden />;

/** One that cannot be done stays in reach, and says why when pressed. */
function ActionButton({ entry }: { entry: MenuEntry }) {
  const { label, whyNot, run } = entry;
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={Boolean(whyNot)}
      aria-description={whyNot ?? undefined}
      title={whyNot ?? label}
      onClick={() => (whyNot ? void showToast(whyNot) : run())}
      className={buttonLook}
    >
      <Face {...entry} />
    </button>
  );
}

type FittingActionsProps = {
  ids: readonly string[];
  /** The last one is shown however narrow it is. */
  entries: readonly MenuEntry[];
};

/** Actions in one row; those that it has no room for are in the menu at its end. */
export function FittingActions({ ids, entries }: FittingActionsProps) {
  const t = useTranslations('selection');
  const row = useRef<HTMLDivElement>(null);
  const ruler = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(0);
  const rest = entries.slice(count, -1);

  useLayoutEffect(() => {
    const { current: line } = row;
    const { current: faces } = ruler;
    if (!line || !faces) return;
    function measure() {
      const widths = Array.from(faces?.children ?? [], (face) => face.getBoundingClientRect().width);
      const width = widths.pop() ?? 0;
      setCount(countFitting(widths, { room: line?.clientWidth ?? 0, gap: gapPx, more: width }));
    }
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(line);
    observer.observe(faces);
    return () => observer.disconnect();
  }, []);

  return (
    <div ref={row} className="min-w-0 flex-1">
      {/* How wide each of them is, whether it is shown or not. */}
      <div aria-hidden className="invisible h-0 overflow-hidden">
        <div ref={ruler} className="flex w-max">
          {entries.map((entry) => (
            <span key={entry.id} className={look}>
              <Face {...entry} />
            </span>
          ))}
          <span className={look}>{more}</span>
        </div>
      </div>
      <div className="flex justify-end" style={{ gap: gapPx }}>
        {[...entries.slice(0, count), ...entries.slice(-1)].map((entry) => (
          <ActionButton key={entry.id} entry={entry} />
        ))}
        {rest.length > 0 && (
          <button
            type="button"
            aria-label={t('moreHint')}
            aria-haspopup="menu"
            title={t('moreHint')}
            onClick={({ currentTarget }) =>
              openMenu({
                ids,
                only: rest.map(({ id }) => id),
                at: currentTarget.getBoundingClientRect(),
                place: 'gallery',
              })
            }
            className={buttonLook}
          >
            {more}
          </button>
        )}
      </div>
    </div>
  );
}
