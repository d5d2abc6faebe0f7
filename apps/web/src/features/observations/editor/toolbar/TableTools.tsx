import {
  IconColumnInsertRight,
  IconColumnRemove,
  IconRowInsertBottom,
  IconRowRemove,
  IconTableOff,
} from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { ToolButton } from './ToolButton.tsx';
import classes from './Toolbar.module.css';

/** Rows and columns of the table at the caret. */
export function TableTools({ editor }: { editor: Editor }) {
  const chain = () => editor.chain().focus();
  return (
    <fieldset className={classes.group} aria-label="Table">
      <ToolButton
        name="Add a row below"
        Icon={IconRowInsertBottom}
        onUse={() => chain().addRowAfter().run()}
      />
      <ToolButton
        name="Add a column to the right"
        Icon={IconColumnInsertRight}
        onUse={() => chain().addColumnAfter().run()}
      />
      <ToolButton name="Delete the row" Icon={IconRowRemove} onUse={() => chain().deleteRow().run()} />
      <ToolButton
        name="Delete the column"
        Icon={IconColumnRemove}
        onUse={() => chain().deleteColumn().run()}
      />
      <ToolButton name="Delete the table" Icon={IconTableOff} onUse={() => chain().deleteTable().run()} />
    </fieldset>
  );
}
