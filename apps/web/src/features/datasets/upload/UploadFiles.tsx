'use client';

import { Button } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconFolder, IconUpload } from '@tabler/icons-react';
import { type ChangeEvent, type DragEvent, useEffect, useRef, useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { chosenFiles, type Drop, droppedFiles } from './droppedFiles.ts';
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
      <DropPlace isEmpty={isFirst} isLarge={isFirst && state.files.length === 0 && !isOpen} onFiles={take}>
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

interface DropPlaceProps {
  /** Whether the data set has nothing in it yet. */
  isEmpty: boolean;
  isLarge: boolean;
  onFiles: (drop: Drop) => void;
  children: React.ReactNode;
}

function DropPlace({ isEmpty, isLarge, onFiles, children }: DropPlaceProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  // React knows no property of this name.
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), []);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void droppedFiles(event.dataTransfer.items).then(onFiles);
  };
  const onChosen = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    onFiles(chosenFiles(currentTarget.files ?? []));
    // Else the same files chosen again would be no change.
    currentTarget.value = '';
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop on; the buttons do the same by keyboard
    <div
      data-drop
      className={`${classes.drop} ${isOver ? classes.over : ''} ${isLarge ? classes.first : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
    >
      <span>
        {isEmpty
          ? 'Drop FITS files or a folder here. Those that cannot be read are listed with the reason; the rest go on.'
          : 'Drop more files to make the next version: this one’s samples plus the new ones.'}
      </span>
      <div className={classes.buttons}>
        {children}
        <Button
          variant={isLarge ? 'filled' : 'default'}
          size="xs"
          leftSection={<IconUpload size={14} aria-hidden />}
          onClick={() => files.current?.click()}
        >
          Choose files
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFolder size={14} aria-hidden />}
          onClick={() => folder.current?.click()}
        >
          Choose a folder
        </Button>
      </div>
      <input ref={files} type="file" multiple hidden aria-label="FITS files" onChange={onChosen} />
      <input ref={folder} type="file" hidden aria-label="Folder" onChange={onChosen} />
    </div>
  );
}
