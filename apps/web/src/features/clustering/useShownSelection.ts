'use client';

import { startTransition, useEffect, useState } from 'react';
import { useSelectedSamples } from './selectedSamples.tsx';

/**
 * The selection of the frame that was painted last. What follows a selection waits so until the map shows it: with a
 * million points the marks and the gallery would take 20 ms of its frame. A deferred value does not wait, it is rendered
 * before the frame.
 */
export function useShownSelection(): Uint32Array {
  const { selected } = useSelectedSamples();
  const [shown, setShown] = useState(selected);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setShown(selected)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [selected]);
  return shown;
}
