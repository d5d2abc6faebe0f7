'use client';

import { TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { rowIdOf } from '../../../api/globalId.ts';
import { sampleId } from '../../../ui/format.ts';
import { ServedImage } from '../../../ui/ServedImage.tsx';
import { fittingIndexes } from '../editor/suggestions/sampleIndexes.ts';
import { useNamedSample } from '../editor/useNamedSample.ts';
import { useWrittenAbout } from '../editor/writtenAbout.tsx';
import classes from './SamplesField.module.css';

interface SamplePickerProps {
  help: string;
  /** Of their rows. */
  chosen: readonly string[];
  onToggle: (id: string, isChosen: boolean) => void;
}

/** Samples by their ID numbers, each with its picture; one that is pressed is chosen, or no longer. */
export function SamplePicker({ help, chosen, onToggle }: SamplePickerProps) {
  const { sampleCount, offered } = useWrittenAbout();
  const [typed, setTyped] = useState('');
  const indexes = fittingIndexes(typed.replace(/^#/, '').trim(), sampleCount, offered);
  return (
    <div className={classes.picker}>
      <TextInput
        label="ID number"
        description={help}
        data-autofocus
        inputMode="numeric"
        placeholder="17"
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <div className={classes.options}>
        {indexes.map((index) => (
          <Option key={index} index={index} chosen={chosen} onToggle={onToggle} />
        ))}
      </div>
      {indexes.length === 0 && <p className={classes.none}>No sample has this ID number.</p>}
    </div>
  );
}

function Option({ index, chosen, onToggle }: { index: number } & Omit<SamplePickerProps, 'help'>) {
  const sample = useNamedSample(index);
  const id = sample ? rowIdOf(sample.id) : null;
  const isChosen = id !== null && chosen.includes(id);
  return (
    <UnstyledButton
      className={classes.tile}
      aria-pressed={isChosen}
      disabled={id === null}
      title={sample?.fileName}
      onClick={() => id !== null && onToggle(id, isChosen)}
    >
      {sample ? <ServedImage src={sample.thumbnailUrl} alt="" /> : <span className={classes.blank} />}
      <span className="number">{sampleId(index)}</span>
    </UnstyledButton>
  );
}
