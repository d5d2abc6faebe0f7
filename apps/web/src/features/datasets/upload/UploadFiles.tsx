'use client';

import { Button } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { DropPlace } from './DropPlace.tsx';
import type { Drop } from './droppedFiles.ts';
import { ImportOptionsForm } from './ImportOptionsForm.tsx';
import { readOptions, USUAL_OPTIONS } from './importOptions.ts';
import { ServerFolder } from './ServerFolder.tsx';
import classes from './UploadFiles.module.css';
import { UploadProgress } from './UploadProgress.tsx';
import { useUploadSession } from './useUploadSession.ts';

interface UploadFilesProps {
  datasetId: string;
  /** Whether the data set has nothing in it yet. */
  isFirst: boolean;
  isImporting: boolean;
  onAdded: () => void;
}

const NOTHING: Drop = { files: [], skipped: [] };

/** Takes files and whole folders, dropped or chosen, sends them and has them read. */
export function UploadFiles({ datasetId, isFirst, isImporting, onAdded }: UploadFilesProps) {
  const { system } = useSession();
  const { session, state } = useUploadSession(datasetId, { isImporting, onAdded });
  const [options, setOptions] = useState(USUAL_OPTIONS);
  const [isOpen, setIsOpen] = useState(false);
  // With the options open, what is dropped waits for them.
  const [waiting, setWaiting] = useState(NOTHING);
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  const { wish, problems } = readOptions(options);

  const send = (drop: Drop) => {
    setWaiting(NOTHING);
    setIsOpen(false);
    setSkipped(drop.skipped);
    session.begin(drop.files, wish);
  };
  const take = (drop: Drop) => {
    if (!isOpen) return send(drop);
    setWaiting((before) => ({
      files: [...before.files, ...drop.files],
      skipped: [...before.skipped, ...drop.skipped],
    }));
  };
  return (
    <div className={classes.wrap}>
      <DropPlace
        say={
          isFirst
            ? 'Drop FITS files or a folder here. Those that cannot be read are listed with the reason; the rest go on.'
            : 'Drop more files to make the next version: this one’s samples plus the new ones.'
        }
        isLarge={isFirst && state.files.length === 0 && !isOpen}
        onFiles={take}
      >
        <Button
          variant="subtle"
          size="xs"
          px={8}
          leftSection={<IconAdjustmentsHorizontal size={14} aria-hidden />}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {/* Folded away they still hold for what is dropped next: that must be seen. */}
          Import options{Object.keys(wish).length > 0 && ', set'}
        </Button>
      </DropPlace>
      {isOpen && (
        <ImportOptionsForm
          options={options}
          problems={problems}
          waiting={waiting}
          onChange={setOptions}
          onSend={() => send(waiting)}
          onClear={() => setWaiting(NOTHING)}
        >
          {system.readsServerFolders && (
            <ServerFolder
              datasetId={datasetId}
              wish={wish}
              disabled={isImporting || Object.keys(problems).length > 0}
              onAdded={() => {
                setIsOpen(false);
                onAdded();
              }}
            />
          )}
        </ImportOptionsForm>
      )}
      <UploadProgress session={session} state={state} skipped={skipped} />
    </div>
  );
}
