'use client';

import { Button } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { ErrorState } from '../../ui/States.tsx';
import classes from './Catalogue.module.css';
import { JoinForm } from './JoinForm.tsx';
import { useAttach } from './useAttach.ts';

interface AttachTableProps {
  versionId: string;
  isFirst: boolean;
  onAttached: () => void;
}

/** Takes a table, dropped or chosen, and asks how its rows name the samples. */
export function AttachTable({ versionId, isFirst, onAttached }: AttachTableProps) {
  const { state, take, attach, cancel } = useAttach(versionId, onAttached);
  const chooser = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  if (state.step === 'CHOOSING')
    return (
      <JoinForm
        fileName={state.fileName}
        preview={state.preview}
        problem={state.problem}
        onAttach={(joinColumn, joinBy) => void attach(joinColumn, joinBy)}
        onCancel={cancel}
      />
    );
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const file = event.dataTransfer.files[0];
    if (file && state.step === 'EMPTY') void take(file);
  };
  return (
    <div className={classes.attach}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a place to drop on; the button does the same by keyboard */}
      <div
        className={`${classes.drop} ${isOver ? classes.over : ''} ${isFirst ? classes.first : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={onDrop}
      >
        {state.step === 'EMPTY' ? (
          <>
            <span>
              {isFirst
                ? 'Drop a table with a row for each sample: CSV, VOTable or FITS, up to 128 MiB. Its columns become facts about the samples, to hold clusters against.'
                : 'Drop another table to add its columns; one of the same name is replaced.'}
            </span>
            <Button
              variant={isFirst ? 'filled' : 'default'}
              size="xs"
              leftSection={<IconTable size={14} aria-hidden />}
              onClick={() => chooser.current?.click()}
            >
              Choose a table
            </Button>
          </>
        ) : (
          <span role="status">
            {state.step === 'SENDING' ? 'Sending and reading' : 'Joining'} {state.fileName}
          </span>
        )}
        <input
          ref={chooser}
          type="file"
          hidden
          aria-label="Table"
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            if (file) void take(file);
            // Else the same file chosen again would be no change.
            currentTarget.value = '';
          }}
        />
      </div>
      {state.step === 'EMPTY' && state.problem && <ErrorState message={state.problem} />}
    </div>
  );
}
