'use client';

import { type ComponentType, useEffect, useState } from 'react';

/** How long after a failure the code is asked for again. */
const retryAfterMs = 2_000;

/**
 * A component whose code comes when it is first wanted; `null` until then. While the studio does not answer, the code
 * cannot come: that must cost the part that wants it, not the page, so it is asked for until it does.
 */
export function useLate<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  isWanted = true,
): ComponentType<Props> | null {
  const [Loaded, setLoaded] = useState<ComponentType<Props> | null>(null);
  useEffect(() => {
    if (!isWanted || Loaded) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const attempt = () => {
      load().then(
        (Component) => {
          if (!isGone) setLoaded(() => Component);
        },
        () => {
          if (!isGone) timer = setTimeout(attempt, retryAfterMs);
        },
      );
    };
    attempt();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [load, isWanted, Loaded]);
  return Loaded;
}

/** A component that draws nothing until its code is there; see {@link useLate}. */
export function late<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  return function Late(props: Props) {
    const Loaded = useLate(load);
    return Loaded && <Loaded {...props} />;
  };
}
