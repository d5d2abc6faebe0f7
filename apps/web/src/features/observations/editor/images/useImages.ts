import type { Editor } from '@tiptap/core';
import { useCallback, useState } from 'react';
import { useSession } from '../../../session/session.tsx';
import { followPlace } from './followPlace.ts';
import { putImage } from './putImage.ts';
import { sendImage } from './sendImage.ts';

// Pasted at once by mistake, a folder of pictures would bury the text.
const MOST_AT_ONCE = 10;

/** Puts pictures into a text once the server has them; meanwhile `isSending`. */
export function useImages() {
  const { workspace } = useSession();
  const [sending, setSending] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const take = useCallback(
    async (editor: Editor, files: readonly File[], at?: number) => {
      setProblem(files.length > MOST_AT_ONCE ? `The first ${MOST_AT_ONCE} pictures are taken.` : null);
      const place = followPlace(editor, at ?? editor.state.selection.to);
      setSending((count) => count + 1);
      try {
        for (const file of files.slice(0, MOST_AT_ONCE)) {
          const src = await sendImage(workspace.slug, file);
          if (editor.isDestroyed) return;
          putImage(editor, src, place.now());
        }
      } catch (error) {
        setProblem(error instanceof Error ? error.message : String(error));
      } finally {
        place.letGo();
        setSending((count) => count - 1);
      }
    },
    [workspace.slug],
  );
  return { take, isSending: sending > 0, problem, forgetProblem: () => setProblem(null) };
}
