'use client';

import { Button } from '@mantine/core';
import { IconFolder, IconUpload } from '@tabler/icons-react';
import { type ChangeEvent, type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { chosenFiles, type Drop, droppedFiles } from './droppedFiles.ts';
import classes from './UploadFiles.module.css';

interface DropPlaceProps {
  /** What becomes of what is dropped. */
  say: string;
  /** Whether it is the only thing on its page. */
  isLarge?: boolean;
  onFiles: (drop: Drop) => void;
  /** Before the buttons. */
  children?: ReactNode;
}

/** Takes files and whole folders, dropped or chosen. */
export function DropPlace({ say, isLarge = false, onFiles, children }: DropPlaceProps) {
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
      <span>{say}</span>
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
