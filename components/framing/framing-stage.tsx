import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Framing, Pixels } from '@/lib/media/framing';
import { follow, moveByKey, type Place, zoomAbout } from './move-framing';
import type { OpenPicture } from './open-picture';
import { paintStage, viewOf } from './paint-stage';

type FramingStageProps = {
  /** `null` until it is decoded. */
  picture: OpenPicture | null;
  /** `null` where the image is sent as it is; nothing can be moved then. */
  frame: Pixels | null;
  framing: Framing;
  describedBy: string;
  onMove: (move: (framing: Framing) => Framing) => void;
};

/** One notch of a wheel is 100 pixels, and makes the image a fifth larger or smaller. */
const zoomOfWheel = (pixels: number) => 1.2 ** (-pixels / 100);

/** The frame with the image in and about it, to be carried, stretched and turned by pointer, wheel and keys. */
export function FramingStage({ picture, frame, framing, describedBy, onMove }: FramingStageProps) {
  const t = useTranslations('framing');
  const canvas = useRef<HTMLCanvasElement>(null);
  const pointers = useRef(new Map<number, Place>());
  const [stage, setStage] = useState<Pixels>({ width: 0, height: 0 });

  /** The stage has the focus from the beginning, which the browser gives to what is marked so. */
  const area = useCallback((element: HTMLDivElement | null) => {
    if (!element) return;
    element.setAttribute('autofocus', '');
    const observer = new ResizeObserver(() => {
      setStage({ width: element.clientWidth, height: element.clientHeight });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (!picture || stage.width === 0) return;
    const next = requestAnimationFrame(() => {
      if (canvas.current) paintStage(canvas.current, { picture, stage, frame, framing });
    });
    return () => cancelAnimationFrame(next);
  }, [picture, stage, frame, framing]);

  /** A place on the screen in pixels of the frame, from its centre. */
  function toFrame(at: { clientX: number; clientY: number }): Place {
    const box = canvas.current?.getBoundingClientRect();
    if (!box || !frame) return { x: 0, y: 0 };
    const { scale } = viewOf(stage, frame);
    return {
      x: (at.clientX - box.left - box.width / 2) / scale,
      y: (at.clientY - box.top - box.height / 2) / scale,
    };
  }

  function onWheel(event: WheelEvent) {
    if (!frame) return;
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 33 : event.deltaY;
    const at = toFrame(event);
    // A pinch on a touchpad comes as a wheel with Ctrl, in small steps.
    onMove((now) => zoomAbout(now, frame, zoomOfWheel(event.ctrlKey ? pixels * 5 : pixels), at));
  }
  const wheel = useRef(onWheel);
  useEffect(() => {
    wheel.current = onWheel;
  });
  useEffect(() => {
    const { current: element } = canvas;
    // React listens to wheels without a way to keep the dialog from scrolling.
    const turn = (event: WheelEvent) => wheel.current(event);
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, []);

  function onPointerDown(event: PointerEvent) {
    if (!frame || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, toFrame(event));
  }

  function onPointerMove(event: PointerEvent) {
    if (!frame || !pointers.current.has(event.pointerId)) return;
    const before = [...pointers.current.values()];
    pointers.current.set(event.pointerId, toFrame(event));
    const after = [...pointers.current.values()];
    onMove((now) => follow(now, frame, before, after));
  }

  function onPointerEnd(event: PointerEvent) {
    pointers.current.delete(event.pointerId);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!frame || event.ctrlKey || event.metaKey || event.altKey) return;
    if (moveByKey(framing, frame, event) === null) return;
    event.preventDefault();
    onMove((now) => moveByKey(now, frame, event) ?? now);
  }

  return (
    <div
      ref={area}
      role="application"
      aria-label={t('stage')}
      aria-describedby={describedBy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys of its own; each has a control beside it too.
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="relative h-[min(36dvh,22rem)] overflow-hidden rounded-tile bg-stage sm:h-[min(60dvh,30rem)]"
    >
      <canvas
        ref={canvas}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerEnd}
        onPointerCancel={onPointerEnd}
        className={`absolute inset-0 size-full ${frame ? 'cursor-grab touch-none active:cursor-grabbing' : ''}`}
      />
    </div>
  );
}
