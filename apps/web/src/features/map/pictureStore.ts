import { SHEET_SAMPLES, type VersionWindow, type WindowSample } from '../../api/versionWindow.ts';
import { createRestingLoader } from '../datasets/gallery/restingLoader.ts';
import { pictureOffsets, type SheetLayout } from '../datasets/gallery/sheetCodes.ts';
import type { TileCodes } from '../datasets/gallery/tileCodes.ts';

/** Samples whose names and sheets are asked for together. */
export const WINDOW_SAMPLES = 4 * SHEET_SAMPLES;
// A sheet's codes are 1 MB at most, a window's names some 80 kB, a drawn picture 64 kB.
const SHEETS_KEPT = 64;
const WINDOWS_KEPT = 96;
const IMAGES_KEPT = 800;
const REST_MS = 40;

export interface PictureSource {
  readWindow(request: { from: number; first: number }, signal: AbortSignal): Promise<VersionWindow>;
  readSheet(url: string, layout: SheetLayout, signal: AbortSignal): Promise<Uint8Array>;
  /** Makes of codes what a canvas can draw. */
  draw(tile: TileCodes): HTMLCanvasElement;
  now(): number;
}

/** Pictures of single samples anywhere in a version, from its sprite sheets. Knows no framework. */
export interface PictureStore {
  /** Says which samples' pictures a part of the page wants, in the place of those that it wanted before. */
  want(asker: string, indexes: readonly number[]): void;
  /** Null while it is on its way, and where there is no sheet: `sample` then has a thumbnail's address. */
  image(index: number): HTMLCanvasElement | null;
  sample(index: number): WindowSample | null;
  /** Whether its picture can be had without asking. */
  isAtHand(index: number): boolean;
  /** Whether its window was read and has no sheet of it: a version of before there were any. */
  hasNoSheet(index: number): boolean;
  /** Why something that is wanted could not be fetched. */
  failure(): Error | null;
  retry(): void;
  /** Calls back when something came. */
  subscribe(listener: () => void): () => void;
  /** Rises with every change. */
  revision(): number;
  dispose(): void;
}

export function createPictureStore(source: PictureSource): PictureStore {
  const wanted = new Map<string, readonly number[]>();
  const listeners = new Set<() => void>();
  const images = new Map<number, HTMLCanvasElement>();
  let revision = 0;
  const changed = (): void => {
    revision += 1;
    seek();
    for (const listener of listeners) listener();
  };
  const windows = createRestingLoader<VersionWindow>({
    load: (key, signal) =>
      source.readWindow({ from: Number(key) * WINDOW_SAMPLES, first: WINDOW_SAMPLES }, signal),
    onChange: changed,
    restMs: REST_MS,
    capacity: WINDOWS_KEPT,
    parallel: 2,
    now: source.now,
  });
  const sheets = createRestingLoader<TileCodes[]>({
    load: async (key, signal) => {
      const sheet = sheetOf(Number(key) * SHEET_SAMPLES);
      if (!sheet) throw new Error('This sprite sheet is not there.');
      const codes = await source.readSheet(sheet.image.url, sheet, signal);
      const offsets = pictureOffsets(sheet);
      return Array.from({ length: sheet.count }, (_, i) => ({
        codes: codes.subarray(offsets[i], offsets[i + 1]),
        width: sheet.widths[i] ?? 0,
        height: sheet.heights[i] ?? 0,
        lower: sheet.lower[i] ?? 0,
        upper: sheet.upper[i] ?? 0,
      }));
    },
    onChange: changed,
    restMs: 0,
    capacity: SHEETS_KEPT,
    parallel: 3,
    now: source.now,
  });
  const windowKey = (index: number) => String(Math.floor(index / WINDOW_SAMPLES));
  const sheetKey = (index: number) => String(Math.floor(index / SHEET_SAMPLES));
  const sheetOf = (index: number) => {
    const number = Math.floor(index / SHEET_SAMPLES);
    return windows.get(windowKey(index))?.sheets.find((sheet) => sheet.number === number);
  };
  const tileOf = (index: number) => sheets.get(sheetKey(index))?.[index % SHEET_SAMPLES];
  const all = () => [...wanted.values()].flat();
  const seek = (): void => {
    const indexes = all();
    windows.want([...new Set(indexes.map(windowKey))].slice(0, WINDOWS_KEPT));
    sheets.want([...new Set(indexes.filter(sheetOf).map(sheetKey))].slice(0, SHEETS_KEPT));
  };
  const drawn = (index: number, tile: TileCodes): HTMLCanvasElement => {
    const image = images.get(index) ?? source.draw(tile);
    // Set anew, so that those unused for longest come first.
    images.delete(index);
    images.set(index, image);
    for (const oldest of images.keys()) {
      if (images.size <= IMAGES_KEPT) break;
      images.delete(oldest);
    }
    return image;
  };
  return {
    want(asker, indexes) {
      wanted.set(asker, indexes);
      seek();
    },
    image(index) {
      const tile = tileOf(index);
      if (tile) return tile.width > 0 && tile.height > 0 ? drawn(index, tile) : null;
      return images.get(index) ?? null;
    },
    sample: (index) => windows.get(windowKey(index))?.samples[index % WINDOW_SAMPLES] ?? null,
    isAtHand: (index) => tileOf(index) !== undefined || images.has(index),
    hasNoSheet: (index) => windows.get(windowKey(index)) !== undefined && sheetOf(index) === undefined,
    failure() {
      for (const index of all()) {
        const error = windows.failure(windowKey(index)) ?? sheets.failure(sheetKey(index));
        if (error) return error;
      }
      return null;
    },
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
      images.clear();
      windows.dispose();
      sheets.dispose();
    },
  };
}
