'use client';

import type { Editor } from '@tiptap/core';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { useOpenEditor } from '../editor/OpenEditor.tsx';
import { type Anchor, anchorOf } from './anchors.ts';
import { boundText } from './commentMarks.ts';
import { quoteOf } from './quotes.ts';

/** Words of the text that somebody is about to comment on. */
export interface ChosenWords {
  quote: string;
  anchor: Anchor;
}

/** A comment that is being written. */
interface Draft {
  /** What it is on; null of the whole. */
  words: ChosenWords | null;
}

interface DraftState {
  draft: Draft | null;
  /** Begins one on the words that are selected, or on the whole. */
  begin: () => void;
  setDraft: (draft: Draft | null) => void;
}

const DraftContext = createContext<DraftState | null>(null);

/** Lets the text and what stands beside it begin a comment. */
export function DraftProvider({ children }: { children: ReactNode }) {
  const { editor } = useOpenEditor();
  const [draft, setDraft] = useState<Draft | null>(null);
  const value = useMemo(
    () => ({ draft, setDraft, begin: () => setDraft({ words: editor && selectedWords(editor) }) }),
    [draft, editor],
  );
  return <DraftContext value={value}>{children}</DraftContext>;
}

/** The comment that is being written; null while none is. */
export function useDraft(): DraftState {
  const state = useContext(DraftContext);
  if (!state) throw new Error('useDraft outside of a DraftProvider.');
  return state;
}

function selectedWords({ state }: Editor): ChosenWords | null {
  const bound = boundText(state);
  const { from, to } = state.selection;
  const quote = quoteOf(state.doc, { from, to });
  return bound && quote !== '' ? { quote, anchor: anchorOf({ from, to }, bound) } : null;
}
