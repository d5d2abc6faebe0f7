'use client';

import { Button, Textarea } from '@mantine/core';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Disc } from '../../presence/Disc.tsx';
import classes from './CommentForm.module.css';
import {
  type BegunMention,
  completeMention,
  type Mentionable,
  markMentions,
  mentionAt,
  suggestMembers,
} from './mentions.ts';

const MOST_SUGGESTED = 6;
// As the API takes it.
const MOST_CHARACTERS = 10_000;

interface CommentFormProps {
  /** What the field is for. */
  label: string;
  /** What its button says. */
  verb: string;
  members: readonly Mentionable[];
  /** Null where it went well, else a sentence that says what to do. */
  onSend: (body: string) => Promise<string | null>;
  onCancel: () => void;
  /** Whether one writes in it at once. */
  takesFocus?: boolean;
}

/** A field for a comment: @ and a few letters suggest members, Ctrl and Enter send it, Escape leaves it. */
export function CommentForm(props: CommentFormProps) {
  const { label, verb, members, onSend, onCancel, takesFocus = true } = props;
  const [text, setText] = useState('');
  const [begun, setBegun] = useState<BegunMention | null>(null);
  const [at, setAt] = useState(0);
  // Of two who have the same name the one that was picked is meant.
  const [picked, setPicked] = useState<readonly Mentionable[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const suggested = begun ? suggestMembers(members, begun.typed, MOST_SUGGESTED) : [];
  const isOpen = suggested.length > 0;
  const chosen = Math.min(at, suggested.length - 1);

  const look = ({ value, selectionStart }: HTMLTextAreaElement) => {
    setBegun(mentionAt(value, selectionStart));
    setAt(0);
  };
  const complete = (member: Mentionable | undefined) => {
    if (!begun || !member) return;
    const completed = completeMention(text, begun, member.name);
    setText(completed.text);
    setPicked([member, ...picked]);
    setBegun(null);
    // Once the field holds the new text.
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(completed.caret, completed.caret);
    });
  };
  const send = async () => {
    if (text.trim() === '' || isBusy) return;
    setBusy(true);
    const said = await onSend(markMentions(text.trim(), [...picked, ...members]));
    setBusy(false);
    setProblem(said);
    if (said === null) setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isSend = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (isSend) void send();
    else if (isOpen && step) setAt((chosen + step + suggested.length) % suggested.length);
    else if (isOpen && (event.key === 'Enter' || event.key === 'Tab')) complete(suggested[chosen]);
    else if (event.key === 'Escape') isOpen ? setBegun(null) : onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div>
        <Textarea
          ref={field}
          aria-label={label}
          placeholder={`${label}; @ names a member`}
          autosize
          minRows={2}
          maxRows={10}
          size="sm"
          autoFocus={takesFocus}
          maxLength={MOST_CHARACTERS}
          value={text}
          error={problem}
          aria-autocomplete="list"
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={isOpen ? `${listId}-${chosen}` : undefined}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            look(currentTarget);
          }}
          onClick={({ currentTarget }) => look(currentTarget)}
          onBlur={() => setBegun(null)}
          onKeyDown={onKeyDown}
        />
        {isOpen && (
          <div id={listId} role="listbox" aria-label="Members" className={classes.members}>
            {suggested.map((member, i) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which says which one is meant
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys
              <div
                key={member.id}
                id={`${listId}-${i}`}
                role="option"
                aria-selected={i === chosen}
                className={classes.member}
                // Before the field loses the focus.
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => complete(member)}
              >
                <Disc user={member} />
                {member.name}
              </div>
            ))}
          </div>
        )}
      </div>
      <div className={classes.buttons}>
        <Button type="submit" size="xs" loading={isBusy} disabled={text.trim() === ''}>
          {verb}
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
