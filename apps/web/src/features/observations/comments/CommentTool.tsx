'use client';

import { IconMessagePlus } from '@tabler/icons-react';
import { useOpenEditor } from '../editor/OpenEditor.tsx';
import { BUBBLE } from '../editor/toolbar/bubble.ts';
import { ToolButton } from '../editor/toolbar/ToolButton.tsx';
import { useDraft } from './Draft.tsx';

/** Comments on what is selected, beside it. */
export function CommentTool() {
  const { begin } = useDraft();
  const { editor } = useOpenEditor();
  const use = () => {
    begin();
    // One writes elsewhere now. The menu takes a press on its tools for staying in the text.
    editor?.commands.setMeta(BUBBLE, 'hide');
  };
  return <ToolButton name="Comment" keys="Mod-Alt-M" Icon={IconMessagePlus} onUse={use} />;
}
