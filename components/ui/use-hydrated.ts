import { useSyncExternalStore } from 'react';

const never = () => () => {};

/**
 * Whether React has taken over what the server drew. Until then a component has to draw what the server could know, also
 * where its code comes after the answers of others.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
