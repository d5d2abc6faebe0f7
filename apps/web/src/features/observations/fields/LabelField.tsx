'use client';

import { MOST_LABEL_CHARACTERS } from '@asterism/observation';
import { TextInput } from '@mantine/core';
import { useLayoutEffect, useRef, useState } from 'react';
import { caretAfter } from './caretAfter.ts';
import classes from './FieldsForm.module.css';

/** What a subject is called; while others change it, the caret stays at the words where it was. */
export function LabelField({ label, onChange }: { label: string | null; onChange: (label: string) => void }) {
  const [typed, setTyped] = useState('');
  // The document keeps no space at the end, where another word is about to follow.
  const shown = typed.trim() === (label ?? '') ? typed : (label ?? '');
  const field = useRef<HTMLInputElement>(null);
  const before = useRef({ text: shown, from: 0, to: 0 });
  useLayoutEffect(() => {
    const { text, from, to } = before.current;
    before.current.text = shown;
    if (shown === text || shown === typed || document.activeElement !== field.current) return;
    // A browser puts the caret behind a text that it was given.
    const [start, end] = [caretAfter(text, shown, from), caretAfter(text, shown, to)];
    before.current = { text: shown, from: start, to: end };
    field.current?.setSelectionRange(start, end);
  }, [shown, typed]);
  const look = ({ selectionStart, selectionEnd }: HTMLInputElement) => {
    before.current.from = selectionStart ?? 0;
    before.current.to = selectionEnd ?? 0;
  };
  return (
    <TextInput
      ref={field}
      className={classes.label}
      label="Label"
      placeholder="What it is, in a few words"
      maxLength={MOST_LABEL_CHARACTERS}
      value={shown}
      onSelect={({ currentTarget }) => look(currentTarget)}
      onChange={({ currentTarget }) => {
        look(currentTarget);
        setTyped(currentTarget.value);
        onChange(currentTarget.value);
      }}
    />
  );
}
