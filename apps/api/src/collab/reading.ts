import type { Prisma } from '@asterism/db';
import { TEXT } from '@asterism/observation';
import type * as Y from 'yjs';

/** What of a document is kept on the row of its observation, where everything but the editor reads it. */
export function readDocument(doc: Y.Doc): Pick<Prisma.ObservationUpdateInput, 'markdown'> {
  return { markdown: doc.getXmlFragment(TEXT).toString() };
}
