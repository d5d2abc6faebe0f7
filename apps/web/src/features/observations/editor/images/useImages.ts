import type { Editor } from '@tiptap/core';
import { useCallback, useState } from 'react';
import { useSession } from '../../../session/session.tsx';
import { sendImage } from './sendImage.ts';

// Pasted at once by mistake, a folder of pictures would bury the text.
const MOST_AT_ONCE = 10;

/** Puts pictures into a text once the server has them; meanwhile `sending` says how many are on their way. */
export function useImages() {
  const { workspace } = useSession();
  const [sending, setSending] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const take = useCallback(
    async (editor: Editor, files: readonly File[], at?: number) => {
      setProblem(files.length > MOST_AT_ONCE ? `The first ${MOST_AT_ONCE} pictures are taken.` : null);
      let place = at;
      for (const file of files.slice(0, MOST_AT_ONCE)) {
        setSending((count) => count + 1);
        try {
          const src = await sendImage(workspace.slug, file);
          if (editor.isDestroyed) return;
          const end = editor.state.doc.content.size;
          const image = { type: 'image', attrs: { src, alt: '' } };
          editor.commands.insertContentAt(Math.min(place ?? editor.state.selection.to, end), image);
          place = undefined;
        } catch (error) {
          setProblem(error instanceof Error ? error.message : String(error));
        } finally {
          setSending((count) => count - 1);
        }
      }
    },
    [workspace.slug],
  );
  return { take, sending, problem, forget: () => setProblem(null) };
}
