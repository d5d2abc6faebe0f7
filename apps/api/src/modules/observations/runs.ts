import { TEXT } from '@asterism/observation';
import * as Y from 'yjs';

export type TextChange = 'KEPT' | 'ADDED' | 'REMOVED';

/** Words that one client wrote at once and that fared alike. */
export interface TextRun {
  text: string;
  /** The client's number in the document. */
  clientId: number;
  change: TextChange;
}

/**
 * The words of a document in the order they are read, with who wrote each: what is in it, and, where an earlier snapshot
 * of the same document is given, what that had and the document has not. Blocks are set apart by line breaks. The document
 * keeps what was deleted (gc: false); without a snapshot everything in it is KEPT.
 */
export function textRuns(doc: Y.Doc, from: Y.Snapshot | null): TextRun[] {
  const runs: TextRun[] = [];
  const changeAt = (item: Y.Item, offset: number): TextChange | null => {
    const isThere = !item.deleted;
    if (!from) return isThere ? 'KEPT' : null;
    const { client, clock } = item.id;
    const id = Y.createID(client, clock + offset);
    const wasThere = clock + offset < (from.sv.get(client) ?? 0) && !Y.isDeleted(from.ds, id);
    if (isThere) return wasThere ? 'KEPT' : 'ADDED';
    return wasThere ? 'REMOVED' : null;
  };
  const write = (item: Y.Item, offset: number, text: string) => {
    const change = changeAt(item, offset);
    if (!change || text === '') return;
    const last = runs.at(-1);
    if (last?.change === change && last.clientId === item.id.client) last.text += text;
    else runs.push({ text, clientId: item.id.client, change });
  };
  const walk = (type: { _start: Y.Item | null }) => {
    for (let item = type._start; item; item = item.right) {
      const { content } = item;
      if (content instanceof Y.ContentString)
        // A piece may begin or end within the item: a letter at a time, as Yjs counts them.
        for (let i = 0; i < content.str.length; i++) write(item, i, content.str.charAt(i));
      else if (content instanceof Y.ContentType) {
        const inner = content.type;
        if (inner instanceof Y.XmlElement) {
          const words = WORDS_OF[inner.nodeName];
          if (words)
            write(
              item,
              0,
              words((name) => attributeOf(inner, name)),
            );
          else if (isTextBlock(inner) && runs.length > 0) write(item, 0, '\n');
        }
        walk(inner);
      }
    }
  };
  walk(doc.getXmlFragment(TEXT));
  return runs;
}

/** Nodes that hold no text of their own, in words. */
const WORDS_OF: Readonly<Record<string, (attribute: (name: string) => string) => string>> = {
  sampleRef: (attribute) => `#${attribute('index')}`,
  experimentRef: (attribute) => `E-${attribute('number')}`,
  mention: (attribute) => `@${attribute('label')}`,
  inlineMath: (attribute) => `$${attribute('latex')}$`,
  blockMath: (attribute) => `\n$$${attribute('latex')}$$`,
  image: (attribute) => `\n[${attribute('alt') || 'image'}]`,
  hardBreak: () => '\n',
  horizontalRule: () => '\n---',
};

const TEXT_BLOCKS = new Set(['paragraph', 'heading', 'codeBlock']);
const isTextBlock = ({ nodeName }: Y.XmlElement): boolean => TEXT_BLOCKS.has(nodeName);

/** Also of an element that was deleted, whose attributes were deleted with it. */
function attributeOf(element: Y.XmlElement, name: string): string {
  const value: unknown = element._map.get(name)?.content.getContent().at(-1);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
