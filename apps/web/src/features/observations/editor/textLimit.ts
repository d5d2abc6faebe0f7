import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

interface TextLimitOptions {
  /** Of the document: letters, and the bounds of its paragraphs. */
  most: number;
  /** Whether the last change was not taken, since the text would have been too long. */
  onFull: (isFull: boolean) => void;
}

/**
 * Takes no change that makes a text longer than that, such as a paste: the server would refuse the document with it,
 * and again each time that the browser sends what it keeps. What others write is always taken.
 */
export const textLimit = ({ most, onFull }: TextLimitOptions): Plugin =>
  new Plugin({
    key: new PluginKey('textLimit'),
    filterTransaction(transaction, { doc }) {
      if (!transaction.docChanged || transaction.getMeta(ySyncPluginKey)) return true;
      const { size } = transaction.doc.content;
      const isFull = size > most && size > doc.content.size;
      onFull(isFull);
      return !isFull;
    },
  });

export const textLimitExtension = (options: TextLimitOptions): Extension =>
  Extension.create({ name: 'textLimit', addProseMirrorPlugins: () => [textLimit(options)] });
