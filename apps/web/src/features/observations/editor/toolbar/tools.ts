import {
  IconBlockquote,
  IconBold,
  IconCode,
  IconItalic,
  IconList,
  IconListCheck,
  IconListNumbers,
  IconSourceCode,
  IconStrikethrough,
} from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import type { ComponentType } from 'react';

/** Something that the toolbar switches on and off. */
export interface Tool {
  name: string;
  /** As ProseMirror writes keys; Mod is Ctrl, and the command key of a Mac. */
  keys: string;
  Icon: ComponentType<{ size: number; stroke: number }>;
  /** What is asked whether it is on. */
  node: string;
  use: (editor: Editor) => void;
}

export const MARKS: readonly Tool[] = [
  {
    name: 'Bold',
    keys: 'Mod-B',
    Icon: IconBold,
    node: 'bold',
    use: (editor) => editor.chain().focus().toggleMark('bold').run(),
  },
  {
    name: 'Italic',
    keys: 'Mod-I',
    Icon: IconItalic,
    node: 'italic',
    use: (editor) => editor.chain().focus().toggleMark('italic').run(),
  },
  {
    name: 'Strike through',
    keys: 'Mod-Shift-S',
    Icon: IconStrikethrough,
    node: 'strike',
    use: (editor) => editor.chain().focus().toggleMark('strike').run(),
  },
  {
    name: 'Code',
    keys: 'Mod-E',
    Icon: IconCode,
    node: 'code',
    use: (editor) => editor.chain().focus().toggleMark('code').run(),
  },
];

export const BLOCKS: readonly Tool[] = [
  {
    name: 'Bullet list',
    keys: 'Mod-Shift-8',
    Icon: IconList,
    node: 'bulletList',
    use: (editor) => editor.chain().focus().toggleList('bulletList', 'listItem').run(),
  },
  {
    name: 'Numbered list',
    keys: 'Mod-Shift-7',
    Icon: IconListNumbers,
    node: 'orderedList',
    use: (editor) => editor.chain().focus().toggleList('orderedList', 'listItem').run(),
  },
  {
    name: 'Tasks',
    keys: 'Mod-Shift-9',
    Icon: IconListCheck,
    node: 'taskList',
    use: (editor) => editor.chain().focus().toggleList('taskList', 'taskItem').run(),
  },
  {
    name: 'Quote',
    keys: 'Mod-Shift-B',
    Icon: IconBlockquote,
    node: 'blockquote',
    use: (editor) => editor.chain().focus().toggleWrap('blockquote').run(),
  },
  {
    name: 'Block of code',
    keys: 'Mod-Alt-C',
    Icon: IconSourceCode,
    node: 'codeBlock',
    use: (editor) => editor.chain().focus().toggleNode('codeBlock', 'paragraph').run(),
  },
];

/** Ctrl+Shift+8 of Mod-Shift-8. */
export const keysText = (keys: string): string => keys.replace('Mod', 'Ctrl').replaceAll('-', '+');
