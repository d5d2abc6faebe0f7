'use client';

import type { Plane } from '@asterism/fits';
import { useCallback, useEffect, useState } from 'react';
import { type PixelProgress, PixelStore } from './pixelStore.ts';
import { Pyramid } from './renderer/pyramid.ts';

/** Where a sample's pixels are, and how they lie there. */
export interface PixelSource {
  pixels: { url: string };
  channelCount: number;
  width: number;
  height: number;
}

interface SamplePixels {
  /** A channel each; null until they are there. */
  channels: readonly Pyramid[] | null;
  /** Null when nothing is under way, or nothing is known of it yet. */
  progress: PixelProgress | null;
  error: string | null;
}

// Some forty samples of (4, 600, 600).
const store = new PixelStore(256 * 2 ** 20);
// What was made of a sample's pixels lives as long as they do.
const made = new WeakMap<Float32Array, readonly Pyramid[]>();
const NOTHING: SamplePixels = { channels: null, progress: null, error: null };

/** A sample's pixels, kept among those lately seen. Leaving stops a download that is not over. */
export function useSamplePixels(source: PixelSource | null): SamplePixels & { retry: () => void } {
  const [state, setState] = useState(NOTHING);
  const [attempt, setAttempt] = useState(0);
  const { channelCount, width, height } = source ?? { channelCount: 0, width: 0, height: 0 };
  const url = source?.pixels.url ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt fetches again
  useEffect(() => {
    if (url === null) {
      setState(NOTHING);
      return;
    }
    let isOver = false;
    // What is shown stays until the next is there, where the store has it.
    if (!store.has(url)) setState(NOTHING);
    const hold = store.hold(url, (progress) => setState({ channels: null, progress, error: null }));
    hold.values
      .then((values) => {
        if (!isOver)
          setState({
            channels: channelsOf(values, { channelCount, width, height }),
            progress: null,
            error: null,
          });
      })
      .catch((error: unknown) => {
        if (!isOver) setState({ ...NOTHING, error: error instanceof Error ? error.message : String(error) });
      });
    return () => {
      isOver = true;
      hold.release();
    };
  }, [url, channelCount, width, height, attempt]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { ...state, retry };
}

/** Fetches what will probably be looked at next. Gives back how to stop it. */
export function prefetchPixels(urls: readonly string[]): () => void {
  const holds = urls.map((url) => store.hold(url));
  // Whoever opens the sample is told what went wrong.
  for (const hold of holds) hold.values.catch(() => hold.release());
  return () => {
    for (const hold of holds) hold.release();
  };
}

function channelsOf(
  values: Float32Array,
  { channelCount, width, height }: Omit<PixelSource, 'pixels'>,
): readonly Pyramid[] {
  const known = made.get(values);
  if (known) return known;
  const area = width * height;
  if (values.length !== channelCount * area)
    throw new Error(`There are ${values.length} pixels, not ${channelCount} × ${height} × ${width}.`);
  const channels = Array.from(
    { length: channelCount },
    (_, channel): Plane => ({
      data: values.subarray(channel * area, (channel + 1) * area),
      width,
      height,
    }),
  ).map((plane) => new Pyramid(plane));
  made.set(values, channels);
  return channels;
}
