'use client';

import { useHotkeys } from '@mantine/hooks';
import { useSpotlight } from '@mantine/spotlight';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { palette, paletteStore } from './paletteStore.ts';

// Text areas keep the key: editors have a meaning for it.
const KEEPS_THE_KEY = ['TEXTAREA'];

const loadPalette = () => import('./Palette.tsx').then((module) => module.Palette);
const Palette = dynamic(loadPalette, { ssr: false });

/** The palette, on Ctrl K or Cmd K. Loaded when the browser has nothing else to do, and at the first call at the latest. */
export function PaletteOnCall() {
  const { opened } = useSpotlight(paletteStore);
  const [wasCalled, setCalled] = useState(false);
  useHotkeys([['mod + K', palette.open]], KEEPS_THE_KEY);
  useEffect(() => {
    if (opened) setCalled(true);
  }, [opened]);
  useEffect(() => {
    // Not in every browser: there the first call loads it.
    if (!('requestIdleCallback' in window)) return;
    const waiting = window.requestIdleCallback(() => void loadPalette());
    return () => window.cancelIdleCallback(waiting);
  }, []);
  return wasCalled && <Palette />;
}
