/** What a panel is told to do with hand, wheel and fingers; places are in CSS pixels from its upper left corner. */
export interface GestureTarget {
  zoom(px: number, py: number, factor: number): void;
  pan(dx: number, dy: number): void;
  fit(): void;
  /** Null: the pointer has left. */
  point(place: { px: number; py: number } | null): void;
}

// A notch of a wheel is 100 to 120 pixels: zooms by about 1.5.
const WHEEL = 0.004;

/** Follows pointers and the wheel over an element. Gives back how to stop it. */
export function followGestures(element: HTMLElement, target: GestureTarget): () => void {
  const stop = new AbortController();
  const fingers = new Map<number, { px: number; py: number }>();
  const at = (event: PointerEvent | WheelEvent) => {
    const { left, top } = element.getBoundingClientRect();
    return { px: event.clientX - left, py: event.clientY - top };
  };
  const listen = <Kind extends keyof HTMLElementEventMap>(
    kind: Kind,
    listener: (event: HTMLElementEventMap[Kind]) => void,
  ) => element.addEventListener(kind, listener, { signal: stop.signal, passive: false });

  listen('wheel', (event) => {
    event.preventDefault();
    const { px, py } = at(event);
    // Firefox counts lines.
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 33 : event.deltaY;
    target.zoom(px, py, Math.exp(-pixels * WHEEL));
  });
  listen('dblclick', () => target.fit());
  listen('pointerdown', (event) => {
    fingers.set(event.pointerId, at(event));
    target.point(at(event));
    element.setPointerCapture(event.pointerId);
  });
  listen('pointermove', (event) => {
    const now = at(event);
    const before = fingers.get(event.pointerId);
    if (!before) {
      target.point(now);
      return;
    }
    fingers.set(event.pointerId, now);
    if (fingers.size === 1) {
      target.pan(now.px - before.px, now.py - before.py);
      target.point(now);
    } else pinch(event.pointerId, before, now);
  });
  const lift = (event: PointerEvent) => fingers.delete(event.pointerId);
  listen('pointerup', lift);
  listen('pointercancel', lift);
  // A finger that is lifted has pointed: what it read stays to be read.
  listen('pointerleave', (event) => {
    if (event.pointerType !== 'touch') target.point(null);
  });

  /** One of two fingers has moved, the other stands. */
  function pinch(id: number, before: { px: number; py: number }, now: { px: number; py: number }): void {
    const other = [...fingers].find(([finger]) => finger !== id)?.[1];
    if (!other) return;
    const apart = (a: { px: number; py: number }) => Math.hypot(a.px - other.px, a.py - other.py);
    const middle = { px: (now.px + other.px) / 2, py: (now.py + other.py) / 2 };
    if (apart(before) > 0) target.zoom(middle.px, middle.py, apart(now) / apart(before));
    target.pan((now.px - before.px) / 2, (now.py - before.py) / 2);
  }
  return () => stop.abort();
}
