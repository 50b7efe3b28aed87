import { type QueryClient, QueryObserver } from '@tanstack/react-query';
import { openDialog, whenNoDialog } from '@/components/studio/dialogs';
import { showToast } from '@/components/ui/toast';
import { isStitchOpen, stitchesOptions } from '@/lib/client/stitch-queries';

/**
 * Looks after a stitch until it has ended, and says so to whoever has closed its dialog meanwhile; where another one lies
 * over the page, when that is closed.
 */
export function tellWhenMade(
  client: QueryClient,
  id: string,
  words: { made: string; failed: string; show: string },
): void {
  let wasThere = false;
  const stop = new QueryObserver(client, stitchesOptions()).subscribe(({ data }) => {
    const stitch = data?.data.find((other) => other.id === id);
    if (stitch && isStitchOpen(stitch)) wasThere = true;
    else if (stitch || wasThere) {
      stop();
      if (!stitch) return;
      const show = () => openDialog({ name: 'stitch', videoIds: [] });
      const said = stitch.made ? words.made : words.failed;
      whenNoDialog(() => void showToast(said, { label: words.show, onClick: show }), 'stitch');
    }
  });
}
