'use client';

import type { Editor } from '@tiptap/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import classes from './commentMarks.module.css';
import { COMMENT_MARKS, commentMarks, type MarkedThread, showThreads, threadRanges } from './commentMarks.ts';

interface CommentMarks {
  /** Threads whose words stand in the text, in its order. */
  onWords: readonly string[];
  hasSelection: boolean;
  /** Scrolls to a thread's words and puts the caret after them. */
  show: (threadId: string) => void;
}

interface Shown {
  threads: readonly MarkedThread[];
  activeId: string | null;
}

interface Heard {
  /** The caret was put on words of this thread. */
  onCaret: (threadId: string) => void;
  /** The key for a comment was pressed in the text. */
  onComment: () => void;
}

/** Draws threads in the text, as long as the component is there, and hears what is done there. */
export function useCommentMarks(
  editor: Editor | null,
  { threads, activeId }: Shown,
  heard: Heard,
): CommentMarks {
  const hear = useRef(heard);
  hear.current = heard;
  const [hasSelection, setSelection] = useState(false);
  // As text, so that the same is the same: positions change with every letter, their order seldom.
  const [order, setOrder] = useState('[]');
  useEffect(() => {
    if (!editor) return;
    const plugin = commentMarks(classes, {
      onCaret: ([threadId]) => threadId !== undefined && hear.current.onCaret(threadId),
      onComment: () => hear.current.onComment(),
    });
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
    show: (threadId) => {
      const range = editor && threadRanges(editor.state).get(threadId);
      if (range) editor.chain().setTextSelection(range.to).scrollIntoView().focus().run();
    },
  };
}
