import { type QueryClient, useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { currentFilter, useFilter } from '@/components/library/use-filter';
import { projectsOptions } from '@/lib/client/organise';
import type { Project } from '@/lib/jobs/organise-wire';

/** The project that somebody looks at and wants to put nothing into; it holds until another is looked at. */
let refused: string | null = null;
const listeners = new Set<() => void>();

function useRefused(): string | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => refused,
    () => null,
  );
}

/** Says whether what is sent goes into a project. */
export function setGoesInto(id: string, isWanted: boolean): void {
  refused = isWanted ? null : id;
  for (const listener of listeners) listener();
}

/** The project that is looked at, and whether what is sent goes into it; `null` where none is, or it is not known. */
export function useProjectOfSends(): { project: Project; isWanted: boolean } | null {
  const { project: id } = useFilter();
  const { data: projects } = useQuery({ ...projectsOptions(), enabled: id !== undefined });
  const isRefused = useRefused() === id;
  const project = projects?.data.find((each) => each.id === id);
  return project ? { project, isWanted: !isRefused } : null;
}

/** The id of the project that a send goes into, which is the one that the bar names; `null` for none. */
export function projectOfSends(client: QueryClient): string | null {
  const { project: id } = currentFilter();
  const projects = client.getQueryData(projectsOptions().queryKey)?.data ?? [];
  return id !== undefined && id !== refused && projects.some((each) => each.id === id) ? id : null;
}
