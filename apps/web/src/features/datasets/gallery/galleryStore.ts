import {
  SHEET_SAMPLES,
  type SpriteSheet,
  type VersionWindow,
  type WindowSample,
} from '../../../api/versionWindow.ts';
import { createRestingLoader } from './restingLoader.ts';
import { pictureOffsets, type SheetLayout } from './sheetCodes.ts';
import type { TileCodes } from './tileCodes.ts';

// Four sheets: a screen of 1280 x 800 shows some 60 samples and needs one window or two.
const WINDOW_SAMPLES = 4 * SHEET_SAMPLES;
// 6,144 samples with their names, some 2 MB.
const WINDOWS_KEPT = 24;
// 32 MB of codes: 2,048 samples, more than any screen shows.
const SHEETS_KEPT = 32;
// At 60 frames a second a view that is dragged on stays in a window for fewer than four of them.
const REST_MS = 60;

export interface GallerySource {
  readWindow(
    request: { channel: number; from: number; first: number },
    signal: AbortSignal,
  ): Promise<VersionWindow>;
  readSheet(url: string, layout: SheetLayout, signal: AbortSignal): Promise<Uint8Array>;
  now(): number;
}

/** What is shown of a version. */
export interface GalleryScope {
  channel: number;
  /** Samples that are there. */
  total: number;
  isReady: boolean;
}

/** A tile's picture: codes to paint, a thumbnail's address where there is no sheet, null while it is on its way. */
export type TilePicture = TileCodes | 'THUMBNAIL' | null;

export interface GalleryStore {
  /** Says which tiles are in view or close to it. */
  look(first: number, last: number): void;
  setScope(scope: GalleryScope): void;
  sample(index: number): WindowSample | null;
  picture(index: number): TilePicture;
  /** Why samples in view could not be fetched. */
  failure(): Error | null;
  retry(): void;
  /** Calls back when something came. */
  subscribe(listener: () => void): () => void;
  /** Rises with every change. */
  revision(): number;
  dispose(): void;
}

interface LoadedWindow extends VersionWindow {
  /** As the version was when it was read. */
  total: number;
  isReady: boolean;
}

/** Keeps the part of a version that is looked at: samples by windows, pictures by sheets. Knows no framework. */
export function createGalleryStore(source: GallerySource, initial: GalleryScope): GalleryStore {
  let scope = initial;
  // Names and addresses are the same in every channel: they stay while the pictures of another one come.
  let channelBefore = initial.channel;
  let view = { first: 0, last: -1 };
  let revision = 0;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    revision += 1;
    seek();
    for (const listener of listeners) listener();
  };

  const windows = createRestingLoader<LoadedWindow>({
    load: async (key, signal) => {
      const { channel, number } = partOf(key);
      const { isReady, total } = scope;
      const request = { channel, from: number * WINDOW_SAMPLES, first: WINDOW_SAMPLES };
      return { ...(await source.readWindow(request, signal)), isReady, total };
    },
    onChange: changed,
    // What was read while files still came in is less than there is by now.
    isStale: ({ isReady, total, samples }) =>
      !isReady && (scope.isReady || (total !== scope.total && samples.length < WINDOW_SAMPLES)),
    restMs: REST_MS,
    capacity: WINDOWS_KEPT,
    parallel: 2,
    now: source.now,
  });
  const sheets = createRestingLoader<TileCodes[]>({
    load: async (key, signal) => {
      const { number } = partOf(key);
      const sheet = sheetAt(number * SHEET_SAMPLES);
      if (!sheet) throw new Error('This sprite sheet is not there.');
      return tilesOf(sheet, await source.readSheet(sheet.image.url, sheet, signal));
    },
    onChange: changed,
    restMs: REST_MS,
    capacity: SHEETS_KEPT,
    parallel: 3,
    now: source.now,
  });

  const windowKey = (index: number, channel = scope.channel) =>
    `${channel}/${Math.floor(index / WINDOW_SAMPLES)}`;
  const sheetKey = (index: number) => `${scope.channel}/${Math.floor(index / SHEET_SAMPLES)}`;
  const windowAt = (index: number) => windows.get(windowKey(index));
  const sheetAt = (index: number) => {
    const number = Math.floor(index / SHEET_SAMPLES);
    return windowAt(index)?.sheets.find((sheet) => sheet.number === number);
  };

  const seek = (): void => {
    const last = Math.min(view.last, scope.total - 1);
    windows.want(partsInView(view.first, last, WINDOW_SAMPLES).map((index) => windowKey(index)));
    sheets.want(partsInView(view.first, last, SHEET_SAMPLES).filter(sheetAt).map(sheetKey));
  };

  return {
    look(first, last) {
      view = { first: Math.max(first, 0), last };
      seek();
    },
    setScope(next) {
      const { channel, total, isReady } = scope;
      if (channel === next.channel && total === next.total && isReady === next.isReady) return;
      if (channel !== next.channel) channelBefore = channel;
      scope = next;
      changed();
    },
    sample(index) {
      const window = windowAt(index) ?? windows.get(windowKey(index, channelBefore));
      return window?.samples[index % WINDOW_SAMPLES] ?? null;
    },
    picture(index) {
      const window = windowAt(index);
      if (!window) return null;
      const tile = sheets.get(sheetKey(index))?.[index % SHEET_SAMPLES];
      if (tile) return tile;
      return sheetAt(index) && !sheets.failure(sheetKey(index)) ? null : 'THUMBNAIL';
    },
    failure: () =>
      partsInView(view.first, Math.min(view.last, scope.total - 1), WINDOW_SAMPLES)
        .map((index) => windows.failure(windowKey(index)))
        .find((error) => error !== null) ?? null,
    retry() {
      windows.retry();
      sheets.retry();
      changed();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    revision: () => revision,
    dispose() {
      listeners.clear();
      windows.dispose();
      sheets.dispose();
    },
  };
}

function partOf(key: string): { channel: number; number: number } {
  const [channel, number] = key.split('/').map(Number);
  return { channel: channel!, number: number! };
}

/** First index of each part that holds some of first to last; those in the middle of the view before the others. */
function partsInView(first: number, last: number, size: number): number[] {
  const starts: number[] = [];
  for (let start = first - (first % size); start <= last; start += size) starts.push(start);
  const middle = (first + last) / 2;
  const distance = (start: number) => Math.abs(start + size / 2 - middle);
  return starts.sort((a, b) => distance(a) - distance(b));
}

/** Views on the sheet's codes, a tile each. */
function tilesOf({ widths, heights, lower, upper, count }: SpriteSheet, codes: Uint8Array): TileCodes[] {
  const offsets = pictureOffsets({ widths, heights });
  return Array.from({ length: count }, (_, i) => ({
    codes: codes.subarray(offsets[i], offsets[i + 1]),
    width: widths[i] ?? 0,
    height: heights[i] ?? 0,
    lower: lower[i] ?? 0,
    upper: upper[i] ?? 0,
  }));
}
