'use client';

import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { experimentId } from '../../ui/format.ts';
import { AddExperiment } from './AddExperiment.tsx';
import classes from './Compare.module.css';
import { MOST, numbersIn, strangerIn } from './compareState.ts';

interface ExperimentChoiceProps {
  asked: readonly number[];
  /** Told which are compared from now on. */
  onChoose: (numbers: number[]) => void;
  /** Told of one more beside them. */
  onAdd: (number: number) => void;
}

/** Which experiments are compared: all of them to be written, or one more to be found by name. */
export function ExperimentChoice({ asked, onChoose, onAdd }: ExperimentChoiceProps) {
  const [typed, setTyped] = useState(asked.map(experimentId).join(', '));
  const [stranger, setStranger] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = strangerIn(typed);
    setStranger(found);
    if (found === undefined) onChoose(numbersIn(typed));
  };
  return (
    <div className={classes.choices}>
      <form className={classes.choice} onSubmit={submit}>
        <TextInput
          label="Experiments"
          placeholder="E-1, E-2"
          inputWrapperOrder={['label', 'error', 'input']}
          value={typed}
          error={stranger && `“${stranger}” is no experiment: IDs look like E-1.`}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          Compare
        </Button>
      </form>
      {asked.length < MOST && <AddExperiment present={asked} onAdd={onAdd} />}
    </div>
  );
}
