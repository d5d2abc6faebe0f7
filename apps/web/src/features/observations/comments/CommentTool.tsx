'use client';

import { IconMessagePlus } from '@tabler/icons-react';
import { ToolButton } from '../editor/toolbar/ToolButton.tsx';
import { useDraft } from './Draft.tsx';

/** Comments on what is selected, beside it. */
export function CommentTool() {
  const { begin } = useDraft();
  return <ToolButton name="Comment" keys="Mod-Alt-M" Icon={IconMessagePlus} onUse={begin} />;
}
