import { openBlobStore } from '@asterism/blobs';
import { z } from 'zod';
import { makePreview, type Preview, type PreviewOrder, previewOrder } from './preview.ts';

/** What the parent sends: one order at a time. */
export interface ToPreviewChild {
  blobUrl: string;
  order: PreviewOrder;
}
/** What it is answered. */
export type FromPreviewChild = { preview: Preview } | { error: unknown };

const incoming = z.object({ blobUrl: z.string(), order: previewOrder });

/** In a forked process: answers each order with its preview, or with the reason why there is none. */
export function answerOrders(): void {
  const answer = (message: FromPreviewChild): void => {
    process.send?.(message);
  };
  process.on('message', async (message: unknown) => {
    try {
      const { blobUrl, order } = incoming.parse(message);
      answer({ preview: await makePreview(openBlobStore(blobUrl), order) });
    } catch (error) {
      answer({ error });
    }
  });
  // The API is gone.
  process.on('disconnect', () => process.exit());
}
