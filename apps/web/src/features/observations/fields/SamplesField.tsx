'use client';

import { Button, Popover } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useWrittenAbout } from '../editor/writtenAbout.tsx';
import { ChosenSample } from './ChosenSample.tsx';
import { SamplePicker } from './SamplePicker.tsx';
import classes from './SamplesField.module.css';

interface SamplesFieldProps {
  name: string;
  /** What they are for, in a sentence. */
  help: string;
  /** Of their rows. */
  ids: readonly string[];
  mayWrite: boolean;
  onChange: (ids: string[]) => void;
}

/** Samples that stand for something, with their pictures. */
export function SamplesField({ name, help, ids, mayWrite, onChange }: SamplesFieldProps) {
  const [isOpen, setOpen] = useState(false);
  const { versionId } = useWrittenAbout();
  const labelId = useId();
  const without = (id: string) => ids.filter((one) => one !== id);
  return (
    <div className={classes.field}>
      <span id={labelId} className={classes.name} title={help}>
        {name}
      </span>
      <ul className={classes.row} aria-labelledby={labelId}>
        {ids.map((id) => (
          <ChosenSample key={id} id={id} onRemove={mayWrite ? () => onChange(without(id)) : null} />
        ))}
        {ids.length === 0 && !mayWrite && <li className={classes.none}>None</li>}
        {mayWrite && versionId !== null && (
          <li>
            <Popover
              width={300}
              position="bottom-start"
              opened={isOpen}
              onChange={setOpen}
              trapFocus
              returnFocus
            >
              <Popover.Target>
                <Button
                  variant="default"
                  size="compact-sm"
                  leftSection={<IconPlus size={14} aria-hidden />}
                  aria-label={`Add to ${name.toLowerCase()}`}
                  onClick={() => setOpen(!isOpen)}
                >
                  Add
                </Button>
              </Popover.Target>
              <Popover.Dropdown aria-label={`Add to ${name.toLowerCase()}`}>
                <SamplePicker
                  help={help}
                  chosen={ids}
                  onToggle={(id, isChosen) => onChange(isChosen ? without(id) : [...ids, id])}
                />
              </Popover.Dropdown>
            </Popover>
          </li>
        )}
      </ul>
    </div>
  );
}
