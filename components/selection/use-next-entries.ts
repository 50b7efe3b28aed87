import {
  Ban,
  CircleX,
  Gauge,
  Link2,
  Pencil,
  Play,
  Plug,
  RefreshCw,
  RotateCcw,
  Search,
  Send,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { useVideoAction } from '@/components/gallery/use-video-action';
import { useChange } from '@/components/review/use-change';
import { type WayOn, waysOn } from '@/components/review/ways-on';
import { useResume } from '@/components/studio/use-resume';
import { enterUnsure, type Way, ways } from '@/components/unsure/ways';
import type { Video } from '@/lib/jobs/wire';
import type { MenuEntry, MenuGroup } from './menu-entry';
import type { MenuPlace } from './open-menu';

/**
 * What helps a video on that is not ready. Its tile has as much of it as it has room for, so a small one has it here
 * alone.
 */
export function useNextEntries(video: Video, place: MenuPlace): MenuGroup {
  const t = useTranslations();
  const { act } = useVideoAction(video.id);
  const { resume } = useResume(video.firstframe.provider);
  const change = useChange(video);
  const router = useRouter();
  const begin = (way: Way) => ({ label: t(`unsure.way.${way}`), run: () => enterUnsure(video.id, way) });

  const entries: Record<WayOn, Omit<MenuEntry, 'id'>> = {
    look: { icon: Search, ...begin('look') },
    attach: { icon: Link2, ...begin('attach') },
    'send-again': { icon: Send, ...begin('send-again') },
    'give-up': { icon: CircleX, ...begin('give-up') },
    resume: { icon: Play, label: t('held.resume'), run: () => void resume() },
    providers: { icon: Plug, label: t('review.openProviders'), run: () => router.push('/providers') },
    limit: { icon: Gauge, label: t('review.openLimit'), run: () => router.push('/spending') },
    cancel: { icon: Ban, label: t('review.cancel'), run: () => void act('cancel') },
    'ask-now': { icon: RefreshCw, label: t('review.askNow'), run: () => void act('ask-again') },
    change: { icon: Pencil, label: t('review.change'), run: () => void change() },
    retry: {
      icon: RotateCcw,
      label: t('gallery.retry'),
      whyNot: video.error?.code === 'moderation_blocked' ? t('refusal.blockedContent') : null,
      run: () => void act('retry'),
    },
    'ask-again': { icon: RefreshCw, label: t('review.askAgain'), run: () => void act('ask-again') },
  };
  // In the room those of an unsure one stand open already.
  const offered = waysOn(video).filter((id) => place === 'gallery' || !ways.some((way) => way === id));
  return offered.map((id) => ({ id, ...entries[id] }));
}
