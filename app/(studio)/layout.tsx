import type { ReactNode } from 'react';
import { Offline } from '@/components/offline/offline';
import { Studio } from '@/components/studio/studio';
import { readBuildId } from './build-id';

/** The studio stays mounted under every address of this group, so that the gallery keeps its place. */
export default function StudioLayout({ children }: { children: ReactNode }) {
  const build = readBuildId();
  return (
    <>
      <Studio />
      {children}
      {build !== null && <Offline build={build} />}
    </>
  );
}
