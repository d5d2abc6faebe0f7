import { NativeSelect } from '@mantine/core';
import { type Editor, useEditorState } from '@tiptap/react';

const HEADINGS = [1, 2, 3, 4] as const;

/** Text, or a heading of which level. */
export function BlockKind({ editor }: { editor: Editor }) {
  const level = useEditorState({
    editor,
    selector: () => HEADINGS.find((heading) => editor.isActive('heading', { level: heading })) ?? 0,
  });
  return (
    <NativeSelect
      aria-label="Kind of paragraph"
      size="xs"
      w={112}
      value={String(level)}
      data={[
        { value: '0', label: 'Text' },
        ...HEADINGS.map((heading) => ({ value: String(heading), label: `Heading ${heading}` })),
      ]}
      onChange={({ currentTarget: { value } }) => {
        const chain = editor.chain().focus();
        if (value === '0') chain.setNode('paragraph').run();
        else chain.setNode('heading', { level: Number(value) }).run();
      }}
    />
  );
}
