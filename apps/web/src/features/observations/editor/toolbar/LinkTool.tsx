import { isLinkAddress } from '@asterism/observation';
import { Button, Popover, TextInput } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { type Editor, useEditorState } from '@tiptap/react';
import { type FormEvent, useState } from 'react';
import { ToolButton } from './ToolButton.tsx';
import classes from './Toolbar.module.css';

const NO_LINK = 'Links begin with https://, http:// or mailto:.';

/** Makes a link of what is selected, or changes the one at the caret. */
export function LinkTool({ editor }: { editor: Editor }) {
  const isOn = useEditorState({ editor, selector: () => editor.isActive('link') });
  const [isOpen, setOpen] = useState(false);
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const open = () => {
    setAddress(String(editor.getAttributes('link')['href'] ?? ''));
    setProblem(null);
    setOpen(true);
  };
  const set = (event: FormEvent) => {
    event.preventDefault();
    // Within the page's own forms, as where a comment is written beside the text.
    event.stopPropagation();
    const href = /^[\w.-]+\.[a-z]{2,}(\/|$)/i.test(address.trim())
      ? `https://${address.trim()}`
      : address.trim();
    const { empty } = editor.state.selection;
    const chain = editor.chain().focus().extendMarkRange('link');
    if (!isLinkAddress(href)) return setProblem(NO_LINK);
    if (empty && !isOn)
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    setOpen(false);
  };
  const remove = () => {
    editor.chain().focus().extendMarkRange('link').unsetLink().run();
    setOpen(false);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus withinPortal={false}>
      <Popover.Target>
        <ToolButton name="Link" Icon={IconLink} isOn={isOn} onUse={open} />
      </Popover.Target>
      <Popover.Dropdown aria-label="Link">
        <form className={classes.link} onSubmit={set}>
          <TextInput
            label="Address"
            placeholder="https://"
            value={address}
            error={problem}
            maxLength={2000}
            data-autofocus
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          <div className={classes.linkActions}>
            <Button type="submit" size="xs">
              Set link
            </Button>
            {isOn && (
              <Button variant="default" size="xs" onClick={remove}>
                Remove link
              </Button>
            )}
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
