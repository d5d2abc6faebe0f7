import type { SheetLayout } from './sheetCodes.ts';
import type { SheetAnswer, SheetRequest } from './sheetMessages.ts';

export interface SheetReader {
  /** The codes of a sheet's pictures, one after another. Throws, also on abort. */
  read(url: string, layout: SheetLayout, signal: AbortSignal): Promise<Uint8Array>;
  dispose(): void;
}

/** Has sheets fetched and decoded beside the page. */
export function createSheetReader(): SheetReader {
  const worker = new Worker(new URL('./sheet.worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, { resolve: (codes: Uint8Array) => void; reject: (error: Error) => void }>();
  let last = 0;
  worker.onmessage = ({ data }: MessageEvent<SheetAnswer>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.codes) asked?.resolve(data.codes);
    else asked?.reject(new Error(data.message));
  };
  worker.onerror = ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(message || 'Sprite sheets cannot be read.'));
    waiting.clear();
  };
  const send = (request: SheetRequest) => worker.postMessage(request);
  return {
    read: (url, layout, signal) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        waiting.set(id, { resolve, reject });
        signal.addEventListener('abort', () => send({ id, abort: true }));
        // A worker may not share the page's base address.
        const { tileSize, columns, widths, heights } = layout;
        const parts = { tileSize, columns, widths, heights };
        send({ id, url: new URL(url, window.location.href).href, layout: parts });
      }),
    dispose: () => worker.terminate(),
  };
}
