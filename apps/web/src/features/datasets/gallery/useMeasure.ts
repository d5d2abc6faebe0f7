'use client';

import { type RefObject, useLayoutEffect, useState } from 'react';

interface Measure {
  /** CSS pixels; 0 before the first measurement. */
  width: number;
  /** From the document's top to the element's. */
  offset: number;
}

/** Follows how wide an element is and where it begins, also when what stands above it grows. */
export function useMeasure(element: RefObject<HTMLElement | null>): Measure {
  const [measure, setMeasure] = useState<Measure>({ width: 0, offset: 0 });
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    const look = () => {
      const width = target.clientWidth;
      const offset = Math.round(target.getBoundingClientRect().top + window.scrollY);
      setMeasure((before) =>
        before.width === width && before.offset === offset ? before : { width, offset },
      );
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(target);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return measure;
}
