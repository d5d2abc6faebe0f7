'use client';

import { useEffect, useState } from 'react';
import { createPainter, type SteadyPainter } from './renderer/createPainter.ts';

// One for all panels of the tab, kept while anything is shown: from one sample to the next it stays.
let shared: { painter: SteadyPainter; canUseGl: boolean; users: number } | null = null;

// The next sample's page takes over within this time; after it the graphics card is given free.
const RELEASE_AFTER_MS = 2000;

/** The painter that all panels share; null before the page is in a browser. `canUseGl` false: a canvas alone. */
export function usePainter(canUseGl: boolean): SteadyPainter | null {
  const [painter, setPainter] = useState<SteadyPainter | null>(null);
  useEffect(() => {
    if (shared && shared.canUseGl !== canUseGl && shared.users === 0) {
      shared.painter.dispose();
      shared = null;
    }
    shared ??= { painter: createPainter({ canUseGl }), canUseGl, users: 0 };
    const mine = shared;
    mine.users += 1;
    setPainter(mine.painter);
    return () => {
      mine.users -= 1;
      setTimeout(() => {
        if (mine.users > 0 || shared !== mine) return;
        mine.painter.dispose();
        shared = null;
      }, RELEASE_AFTER_MS);
    };
  }, [canUseGl]);
  return painter;
}
