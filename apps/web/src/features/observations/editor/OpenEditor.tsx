'use client';

import type { Editor } from '@tiptap/core';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

interface OpenEditorState {
  editor: Editor | null;
  setEditor: (editor: Editor | null) => void;
}

const OpenEditorContext = createContext<OpenEditorState | null>(null);

/** Lets what stands beside a text know the editor that shows it. */
export function OpenEditorProvider({ children }: { children: ReactNode }) {
  const [editor, setEditor] = useState<Editor | null>(null);
  const value = useMemo(() => ({ editor, setEditor }), [editor]);
  return <OpenEditorContext value={value}>{children}</OpenEditorContext>;
}

/** The editor of the text that is open; null while it is loading. */
export function useOpenEditor(): OpenEditorState {
  const state = useContext(OpenEditorContext);
  if (!state) throw new Error('useOpenEditor outside of an OpenEditorProvider.');
  return state;
}
