import { AwaySummary } from './away-summary';
import { useEnds } from './use-ends';
import { useNotify } from './use-notify';
import { useVisit } from './use-visit';

/** What happened while nobody looked: said in a line on return, and told elsewhere as it happens. */
export function News() {
  const { visit, dismiss } = useVisit();
  useEnds(useNotify());
  return visit?.away && !visit.isDismissed ? <AwaySummary away={visit.away} onDismiss={dismiss} /> : null;
}
