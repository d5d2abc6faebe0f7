'use client';

import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { sampleId } from '../../../ui/format.ts';
import classes from './GalleryControls.module.css';
import { idNumber } from './grid.ts';

/** Takes an ID number and brings its tile into view. */
export function GoTo({ total, onGoTo }: { total: number; onGoTo: (index: number) => void }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const go = () => {
    const index = idNumber(text);
    if (index !== null && index < total) return onGoTo(index);
    setProblem(`There are ${sampleId(0)} to ${sampleId(total - 1)}.`);
  };
  return (
    <form
      className={classes.goTo}
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <TextInput
        aria-label="Go to #"
        placeholder="Go to #"
        size="xs"
        w={96}
        inputMode="numeric"
        enterKeyHint="go"
        value={text}
        error={problem}
        classNames={{ error: classes.problem }}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setProblem(null);
        }}
      />
    </form>
  );
}
