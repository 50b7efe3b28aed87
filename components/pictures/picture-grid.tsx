import { Button } from '@/components/ui/button';

type PictureGridProps = {
  /** What is shown where there are none. */
  emptyWords: string;
  moreWords: string;
  isLoading: boolean;
  items: { id: string; label: string; src: string | null; badge: string }[];
  hasMore: boolean;
  onMore: () => void;
  onChoose: (id: string) => void;
};

/** Pictures to choose one of. */
export function PictureGrid({
  emptyWords,
  moreWords,
  isLoading,
  items,
  hasMore,
  onMore,
  onChoose,
}: PictureGridProps) {
  if (items.length === 0)
    return (
      <p role="status" className="min-h-32 py-12 text-center text-14 text-muted">
        {isLoading ? '' : emptyWords}
      </p>
    );
  return (
    <>
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-4">
        {items.map(({ id, label, src, badge }) => (
          <li key={id} className="relative aspect-video">
            <button
              type="button"
              aria-label={label}
              title={label}
              onClick={() => onChoose(id)}
              className="size-full overflow-hidden rounded-tile border border-line bg-raised transition-colors duration-150 ease-settle hover:border-accent"
            >
              {src && (
                <img src={src} alt="" loading="lazy" decoding="async" className="size-full object-contain" />
              )}
            </button>
            <span
              aria-hidden
              className="pointer-events-none absolute right-1.5 bottom-1.5 rounded-[4px] bg-black/60 px-1.5 text-13 text-white tabular-nums"
            >
              {badge}
            </span>
          </li>
        ))}
      </ul>
      {hasMore && (
        <div className="mt-3 text-center">
          <Button look="bare" onClick={onMore}>
            {moreWords}
          </Button>
        </div>
      )}
    </>
  );
}
