import type { ReactNode } from 'react';
import { Studio } from '@/components/studio/studio';

/** The studio stays mounted under every address of this group, so that the gallery keeps its place. */
export default function StudioLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <Studio />
      {children}
    </>
  );
}
