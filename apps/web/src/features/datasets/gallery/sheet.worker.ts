import { picturesOfSheet, type SheetLayout } from './sheetCodes.ts';
import type { SheetAnswer, SheetRequest } from './sheetMessages.ts';

// Decoding a sheet takes some 15 ms: in a thread of its own no frame is late for it.
const running = new Map<number, AbortController>();

addEventListener('message', ({ data }: MessageEvent<SheetRequest>) => {
  if ('abort' in data) return void running.get(data.id)?.abort();
  const abort = new AbortController();
  running.set(data.id, abort);
  readCodes(data.url, data.layout, abort.signal)
    .then(
      (codes): SheetAnswer => ({ id: data.id, codes }),
      (error: unknown): SheetAnswer => ({
        id: data.id,
        codes: null,
        message: error instanceof Error ? error.message : String(error),
      }),
    )
    .then((answer) => {
      running.delete(data.id);
      postMessage(answer, { transfer: answer.codes ? [answer.codes.buffer] : [] });
    });
});

async function readCodes(
  url: string,
  layout: SheetLayout,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`A sprite sheet could not be fetched (status ${response.status}).`);
  // Codes are numbers, not colours: nothing may adapt them to a screen.
  const image = await createImageBitmap(await response.blob(), {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
  });
  try {
    signal.throwIfAborted();
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('This browser cannot draw sprite sheets.');
    context.drawImage(image, 0, 0);
    return picturesOfSheet(context.getImageData(0, 0, width, height).data, width, layout);
  } finally {
    image.close();
  }
}
