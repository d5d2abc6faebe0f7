import { type Editor, useEditorState } from '@tiptap/react';
import { BubbleMenu } from '@tiptap/react/menus';
import type { ReactNode } from 'react';
import { BUBBLE } from './bubble.ts';
import { ToolButton } from './ToolButton.tsx';
import classes from './Toolbar.module.css';
import { MARKS } from './tools.ts';

interface BubbleToolsProps {
  editor: Editor;
  /** What else can be done with the words that are selected. */
  children?: ReactNode;
}

/** Beside what is selected. */
export function BubbleTools({ editor, children }: BubbleToolsProps) {
  const on = useEditorState({
    editor,
    selector: () => MARKS.filter(({ node }) => editor.isActive(node)).map(({ node }) => node),
  });
  return (
    <BubbleMenu
      editor={editor}
      pluginKey={BUBBLE}
      className={classes.bubble}
      // A picture, a chip or a formula has tools of its own.
      shouldShow={({ state, from, to }) =>
        editor.isEditable &&
        editor.isFocused &&
        state.doc.textBetween(from, to).trim() !== '' &&
        !editor.isActive('codeBlock')
      }
    >
      {/* Of what its own element is said to be, the menu passes on the class alone. */}
      <div role="toolbar" aria-label="Selection" className={classes.bubbleTools}>
        {MARKS.map(({ node, use, ...tool }) => (
          <ToolButton key={node} {...tool} isOn={on.includes(node)} onUse={() => use(editor)} />
        ))}
        {children}
      </div>
    </BubbleMenu>
  );
}
