import { type MouseEvent, type PointerEvent, useRef, useState } from 'react';

/** A pointer that moves less than this is a press. */
const dragFromPx = 6;

/** An item on its way: where it was, where it would go, and how far it is dragged, in pixels. */
type Drag = { from: number; to: number; x: number; y: number };

/** Lets the items of a list be dragged to another place by pointer, a finger too. */
export function useReorder(onMove: (from: number, to: number) => void) {
  const list = useRef<HTMLUListElement>(null);
  const start = useRef<{ index: number; x: number; y: number } | null>(null);
  const wasDragged = useRef(false);
  const [drag, setDrag] = useState<Drag | null>(null);

  /** The item under a point, of those that can be dragged; `from` where there is none. */
  function placeAt({ clientX, clientY }: PointerEvent, from: number): number {
    const items = [...(list.current?.querySelectorAll<HTMLElement>('[data-reorder]') ?? [])];
    const found = items.findIndex((item, index) => {
      if (index === from) return false;
      const { left, right, top, bottom } = item.getBoundingClientRect();
      return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
    });
    return found < 0 ? from : found;
  }

  function end() {
    start.current = null;
    setDrag(null);
  }

  const handlersOf = (index: number) => ({
    'data-reorder': true,
    onPointerDown(event: PointerEvent) {
      wasDragged.current = false;
      if (event.button === 0) start.current = { index, x: event.clientX, y: event.clientY };
    },
    onPointerMove(event: PointerEvent) {
      if (start.current?.index !== index) return;
      const x = event.clientX - start.current.x;
      const y = event.clientY - start.current.y;
      if (!drag && Math.hypot(x, y) < dragFromPx) return;
      if (!drag) event.currentTarget.setPointerCapture(event.pointerId);
      wasDragged.current = true;
      setDrag({ from: index, to: placeAt(event, index), x, y });
    },
    onPointerUp() {
      if (drag && drag.to !== drag.from) onMove(drag.from, drag.to);
      end();
    },
    onPointerCancel: end,
    // The end of a drag is no press on what is dragged.
    onClickCapture(event: MouseEvent) {
      if (!wasDragged.current) return;
      wasDragged.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  });

  return { drag, list, handlersOf };
}
