import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useLocale } from 'use-intl';
import { findModel } from '@/components/composer/narrow-choices';
import { useRefusal } from '@/components/composer/refusal';
import { useEmptyForm } from '@/components/composer/use-empty-form';
import { isFiltered } from '@/components/library/filter';
import { knownVideos } from '@/components/library/known-video';
import { useFilter } from '@/components/library/use-filter';
import { useSelection } from '@/components/selection/selection-store';
import { useDraft } from '@/components/studio/draft';
import { useCompared, useRoom } from '@/components/studio/room';
import { switchLanguage } from '@/components/studio/switch-language';
import { setTheme } from '@/components/studio/theme';
import { videoAtPlace } from '@/lib/client/library';
import { shownLibrary } from '@/lib/client/live-library';
import { modelOptions } from '@/lib/client/model-queries';
import { mostStitched } from '@/lib/stitches/wire';
import type { Situation } from './command';

/** What the page is like now. */
export function useSituation(): Situation {
  const draft = useDraft((whole) => whole);
  const { data: models } = useQuery(modelOptions());
  const client = useQueryClient();
  const router = useRouter();
  const language = useLocale();
  const refusal = useRefusal();
  const room = useRoom();
  const compared = useCompared();
  const emptyForm = useEmptyForm();
  const library = shownLibrary(client);
  const ids = [...useSelection().ids];
  // Of more than that, nothing is made at once that has to be watched.
  const known = knownVideos(client);
  const areReady =
    ids.length <= mostStitched && ids.every((id) => (known.get(id)?.status ?? 'completed') === 'completed');
  const newest = library && videoAtPlace(library, 0);
  return {
    draft,
    model: models ? findModel(models.data, draft) : null,
    refusal,
    newestId: newest && newest.id !== room ? newest.id : null,
    isRoomOpen: room !== null || compared !== null,
    isFiltered: isFiltered(useFilter()),
    roomId: room,
    chosen: { ids, areReady },
    go: (address) => router.push(address),
    setTheme,
    switchLanguage: () => switchLanguage(language, router),
    emptyForm,
  };
}
