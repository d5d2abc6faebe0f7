'use client';

import { MOST_CHARACTERS } from '@asterism/observation';
import { CloseButton } from '@mantine/core';
import { type Editor, EditorContent, useEditor } from '@tiptap/react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { formatCount } from '../../../ui/format.ts';
import { ErrorState } from '../../../ui/States.tsx';
import { useSession } from '../../session/session.tsx';
import { useDocumentState, useObservationDocument } from '../document/DocumentProvider.tsx';
import classes from './Editor.module.css';
import { sharedExtensions, shownExtensions } from './editorExtensions.ts';
import { PastedImages } from './images/pastedImages.ts';
import { useImages } from './images/useImages.ts';
import { useOpenEditor } from './OpenEditor.tsx';
import { References } from './references.ts';
import { ChipSpace } from './suggestions/chipSpace.ts';
import { mentionSuggestion } from './suggestions/mentionSuggestion.tsx';
import { sampleSuggestion } from './suggestions/sampleSuggestion.tsx';
import { textLimitExtension } from './textLimit.ts';
import { BubbleTools } from './toolbar/BubbleTools.tsx';
import { Toolbar } from './toolbar/Toolbar.tsx';
import { useWrittenAbout } from './writtenAbout.tsx';

const HINT = 'Write what you see. # names a sample, @ a member, E-42 an experiment, $x^2$ is a formula.';
const FULL = `A text may have ${formatCount(MOST_CHARACTERS)} characters: the last change was not taken. Make it shorter, or write on in another observation.`;

interface ObservationEditorProps {
  /** What the text is called by those who hear the page. */
  label: string;
  /** Beside what is selected. */
  bubble?: ReactNode;
}

/** The text that is open, written by everybody who may, at once. */
export function ObservationEditor({ label, bubble }: ObservationEditorProps) {
  const document = useObservationDocument();
  const { mayWrite, isReady } = useDocumentState();
  const { user, workspace } = useSession();
  const { setEditor } = useOpenEditor();
  const client = useClient();
  const about = useLatest(useWrittenAbout());
  const images = useImages();
  const { take } = images;
  const [isFull, setFull] = useState(false);
  const opened = useRef<Editor | null>(null);
  const editor = useEditor(
    {
      extensions: [
        ...shownExtensions(),
        ...sharedExtensions(document, user),
        References,
        ChipSpace,
        mentionSuggestion(client, workspace.slug),
        sampleSuggestion(() => about.current),
        textLimitExtension({ most: MOST_CHARACTERS, onFull: setFull }),
        PastedImages.configure({
          take: (files, at) => {
            if (opened.current) void take(opened.current, files, at);
          },
        }),
      ],
      editable: false,
      immediatelyRender: false,
      shouldRerenderOnTransaction: false,
      editorProps: {
        attributes: {
          class: classes['text'] ?? '',
          role: 'textbox',
          // Also for whoever may only read: what they type there is no key of the page.
          tabindex: '0',
          'aria-multiline': 'true',
          'aria-label': label,
          'aria-placeholder': HINT,
        },
      },
    },
    [document],
  );
  const isEditable = mayWrite && isReady;
  useEffect(() => {
    editor?.setEditable(isEditable, false);
    editor?.view.dom.setAttribute('aria-readonly', String(!isEditable));
  }, [editor, isEditable]);
  useEffect(() => {
    opened.current = editor;
    setEditor(editor);
    return () => setEditor(null);
  }, [editor, setEditor]);
  if (!editor) return null;
  return (
    <div className={classes.editor} data-writing={isEditable || undefined}>
      {isEditable && <Toolbar editor={editor} onImages={(files) => void take(editor, files)} />}
      {isEditable && <BubbleTools editor={editor}>{bubble}</BubbleTools>}
      {isFull && <Problem sentence={FULL} onClose={() => setFull(false)} />}
      {images.problem && <Problem sentence={images.problem} onClose={images.forgetProblem} />}
      <EditorContent editor={editor} />
      {images.isSending && (
        <p className={classes.sending} role="status">
          Sending a picture
        </p>
      )}
    </div>
  );
}

function Problem({ sentence, onClose }: { sentence: string; onClose: () => void }) {
  return (
    <div className={classes.problem}>
      <ErrorState message={sentence} />
      <CloseButton size={28} iconSize={16} aria-label="Close the message" onClick={onClose} />
    </div>
  );
}

/** The value of the last render, for what was set up before it. */
function useLatest<Value>(value: Value) {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
