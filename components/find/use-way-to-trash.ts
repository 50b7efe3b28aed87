import { usePathname, useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { spellFilter } from '@/components/library/filter';
import { useFilter } from '@/components/library/use-filter';
import { withoutKind } from './change-filter';

/** There is one trash, and it is a page: a filter that asks for what is in it leads there, with what else it asks for. */
export function useWayToTrash(): void {
  const filter = useFilter();
  const router = useRouter();
  const isAtGallery = usePathname() === '/';
  const rest = spellFilter(withoutKind(filter, 'trashed'));
  const isWanted = isAtGallery && filter.trashed === 'true';
  useEffect(() => {
    if (isWanted) router.replace(`/trash${rest && `?${rest}`}`);
  }, [isWanted, rest, router]);
}
