import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconMathFunction,
  IconPhoto,
  IconTable,
} from '@tabler/icons-react';
import { type Editor, useEditorState } from '@tiptap/react';
import { useRef } from 'react';
import { IMAGE_TYPES } from '../images/imageProblem.ts';
import { addRoomBelow } from '../roomBelow.ts';
import { BlockKind } from './BlockKind.tsx';
import { insertFormula } from './insertFormula.ts';
import { LinkTool } from './LinkTool.tsx';
import { TableTools } from './TableTools.tsx';
import { ToolButton } from './ToolButton.tsx';
import classes from './Toolbar.module.css';
import { BLOCKS, MARKS } from './tools.ts';

interface ToolbarProps {
  editor: Editor;
  onImages: (files: readonly File[]) => void;
}

/** How the text is set, in one row. */
export function Toolbar({ editor, onImages }: ToolbarProps) {
  const file = useRef<HTMLInputElement>(null);
  const { on, isInTable, canUndo, canRedo } = useEditorState({
    editor,
    selector: () => ({
      on: [...MARKS, ...BLOCKS].filter(({ node }) => editor.isActive(node)).map(({ node }) => node),
      isInTable: editor.isActive('table'),
      canUndo: editor.can().undo(),
      canRedo: editor.can().redo(),
    }),
  });
  return (
    <div className={classes.toolbar} role="toolbar" aria-label="Text">
      <BlockKind editor={editor} />
      <div className={classes.group}>
        {MARKS.map(({ node, use, ...tool }) => (
          <ToolButton key={node} {...tool} isOn={on.includes(node)} onUse={() => use(editor)} />
        ))}
        <LinkTool editor={editor} />
      </div>
      <div className={classes.group}>
        {BLOCKS.map(({ node, use, ...tool }) => (
          <ToolButton key={node} {...tool} isOn={on.includes(node)} onUse={() => use(editor)} />
        ))}
      </div>
      <div className={classes.group}>
        <ToolButton
          name="Table"
          Icon={IconTable}
          isOff={isInTable}
          onUse={() =>
            editor
              .chain()
              .focus()
              .insertTable({ rows: 3, cols: 3, withHeaderRow: true })
              .command(({ tr }) => addRoomBelow(tr))
              .run()
          }
        />
        <ToolButton name="Formula" Icon={IconMathFunction} onUse={() => insertFormula(editor)} />
        <ToolButton name="Picture" Icon={IconPhoto} onUse={() => file.current?.click()} />
        <input
          ref={file}
          type="file"
          hidden
          multiple
          aria-label="Pictures"
          accept={IMAGE_TYPES.join(',')}
          onChange={({ currentTarget }) => {
            onImages([...(currentTarget.files ?? [])]);
            currentTarget.value = '';
          }}
        />
      </div>
      {isInTable && <TableTools editor={editor} />}
      <div className={classes.group}>
        <ToolButton
          name="Undo"
          keys="Mod-Z"
          Icon={IconArrowBackUp}
          isOff={!canUndo}
          onUse={() => editor.chain().focus().undo().run()}
        />
        <ToolButton
          name="Redo"
          keys="Mod-Shift-Z"
          Icon={IconArrowForwardUp}
          isOff={!canRedo}
          onUse={() => editor.chain().focus().redo().run()}
        />
      </div>
    </div>
  );
}
