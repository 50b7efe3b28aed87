'use client';

import { type ComponentType, lazy, Suspense, useEffect, useLayoutEffect, useSyncExternalStore } from 'react';

type Load<Props> = () => Promise<ComponentType<Props>>;

/** How long after a failure the code is asked for again. */
const retryAfterMs = 2_000;

/**
 * Asks for code until it comes. While the studio does not answer, it cannot; that must cost the part that wants it, not
 * the page.
 */
function untilThere<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  return load().catch(async () => {
    await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
    return untilThere(load);
  });
}

/** Code that was asked for, and who waits for it. It comes once for all places that want it. */
type Part = {
  Component: unknown;
  isAsked: boolean;
  listeners: Set<() => void>;
  subscribe: (listener: () => void) => () => void;
};
const parts = new WeakMap<Load<never>, Part>();

function partOf(load: Load<never>): Part {
  const known = parts.get(load);
  if (known) return known;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const part: Part = { Component: null, isAsked: false, listeners, subscribe };
  parts.set(load, part);
  return part;
}

async function ask<Props>(load: Load<Props>): Promise<void> {
  const part = partOf(load as Load<never>);
  if (part.isAsked) return;
  part.isAsked = true;
  part.Component = await untilThere(load);
  for (const listener of part.listeners) listener();
}

/** A component whose code comes when it is first wanted; `null` until then. Wanted again, it is there at once. */
export function useLate<Props extends object>(
  load: Load<Props>,
  isWanted = true,
): ComponentType<Props> | null {
  const part = partOf(load as Load<never>);
  useEffect(() => {
    if (isWanted) void ask(load);
  }, [load, isWanted]);
  return useSyncExternalStore(
    part.subscribe,
    () => part.Component as ComponentType<Props> | null,
    () => null,
  );
}

/** A component that draws nothing until its code is there; see {@link useLate}. */
export function late<Props extends object>(load: Load<Props>): ComponentType<Props> {
  return function Late(props: Props) {
    const Loaded = useLate(load);
    return Loaded && <Loaded {...props} />;
  };
}

/** Says that what stands before it works. */
function Works() {
  useLayoutEffect(() => {
    window.dispatchEvent(new Event('firstframe:works'));
  }, []);
  return null;
}

/**
 * A part of the first screen that the server draws and whose code follows right behind the page's own: it is seen at once,
 * and works a moment later. It takes no properties, and what it draws is always the same element: were it drawn again
 * before its code is there, React would take away what the server drew. A press that comes before
 * is done once it can be; `app/press-script.ts` keeps it.
 */
export function drawnAhead(load: Load<object>): ComponentType {
  const loading = untilThere(load).then((Component) => ({ default: Component }));
  const Loaded = lazy(() => loading);
  const element = (
    <div data-drawn-ahead className="contents">
      <Suspense fallback={null}>
        <Loaded />
        <Works />
      </Suspense>
    </div>
  );
  return function DrawnAhead() {
    return element;
  };
}
