'use client';

import type { Editor } from '@tiptap/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type Anchor, anchorOf } from './anchors.ts';
import classes from './commentMarks.module.css';
import {
  boundText,
  COMMENT_MARKS,
  commentMarks,
  type MarkedThread,
  showThreads,
  threadRanges,
} from './commentMarks.ts';
import { quoteOf } from './quotes.ts';

/** Words of the text that somebody is about to comment on. */
export interface ChosenWords {
  quote: string;
  anchor: Anchor;
}

interface CommentMarks {
  /** Threads whose words stand in the text, in its order. */
  onWords: readonly string[];
  hasSelection: boolean;
  /** The words that are selected; null where none are. */
  choose: () => ChosenWords | null;
  /** Scrolls to a thread's words and puts the caret after them. */
  show: (threadId: string) => void;
}

interface Shown {
  threads: readonly MarkedThread[];
  activeId: string | null;
}

/** Draws threads in the text, as long as the component is there; `onCaret` hears on whose words the caret is put. */
export function useCommentMarks(
  editor: Editor | null,
  { threads, activeId }: Shown,
  onCaret: (threadId: string) => void,
): CommentMarks {
  const hear = useRef(onCaret);
  hear.current = onCaret;
  const [hasSelection, setSelection] = useState(false);
  // As text, so that the same is the same: positions change with every letter, their order seldom.
  const [order, setOrder] = useState('[]');
  useEffect(() => {
    if (!editor) return;
    const plugin = commentMarks(classes, ([threadId]) => threadId !== undefined && hear.current(threadId));
    editor.registerPlugin(plugin);
    const look = () => {
      setSelection(!editor.state.selection.empty);
      const ranges = [...threadRanges(editor.state)].sort(([, a], [, b]) => a.from - b.from);
      setOrder(JSON.stringify(ranges.map(([id]) => id)));
    };
    editor.on('transaction', look);
    return () => {
      editor.off('transaction', look);
      if (!editor.isDestroyed) editor.unregisterPlugin(COMMENT_MARKS);
    };
  }, [editor]);
  useEffect(() => {
    if (editor && !editor.isDestroyed) showThreads(editor.view, { threads, activeId });
  }, [editor, threads, activeId]);
  return {
    onWords: useMemo(() => JSON.parse(order), [order]),
    hasSelection,
    choose: () => {
      const bound = editor && boundText(editor.state);
      if (!bound || editor.state.selection.empty) return null;
      const { from, to } = editor.state.selection;
      return { quote: quoteOf(editor.state.doc, { from, to }), anchor: anchorOf({ from, to }, bound) };
    },
    show: (threadId) => {
      const range = editor && threadRanges(editor.state).get(threadId);
      if (range) editor.chain().setTextSelection(range.to).scrollIntoView().focus().run();
    },
  };
}
