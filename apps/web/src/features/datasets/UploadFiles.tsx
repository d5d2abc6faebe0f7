'use client';

import { Button } from '@mantine/core';
import { IconFolder, IconUpload } from '@tabler/icons-react';
import { type ChangeEvent, type DragEvent, useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../gql/index.ts';
import { formatBytes } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { useSession } from '../session/session.tsx';
import { droppedFiles, withoutHidden } from './droppedFiles.ts';
import { type Sending, sendFiles } from './sendFiles.ts';
import classes from './UploadFiles.module.css';

const ADD_FILES = graphql(`
  mutation AddFilesHere($input: AddFilesInput!) {
    addFiles(input: $input) {
      version {
        id
        number
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

interface UploadFilesProps {
  datasetId: string;
  isFirst: boolean;
  disabled: boolean;
  onAdded: () => void;
}

/** Takes files and whole folders, dropped or chosen, sends them and has them read. */
export function UploadFiles({ datasetId, isFirst, disabled, onAdded }: UploadFilesProps) {
  const { workspace, system } = useSession();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [sending, setSending] = useState<Sending | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [, addFiles] = useMutation(ADD_FILES);
  // React knows no property of this name.
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), []);

  const take = async (taken: readonly File[]) => {
    if (taken.length === 0) return;
    setProblem(null);
    try {
      const uploadIds = await sendFiles(
        taken,
        { uploadUrl: system.uploadUrl, workspace: workspace.slug },
        setSending,
      );
      const { data, error } = await addFiles({ input: { datasetId, uploadIds } });
      const found = error?.message ?? data?.addFiles.problems[0]?.message;
      if (found) setProblem(found);
      else onAdded();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setSending(null);
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    if (!disabled && !sending) void droppedFiles(event.dataTransfer.items).then(take);
  };

  const onChosen = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    void take(withoutHidden([...(currentTarget.files ?? [])]));
    // Else the same files chosen again would be no change.
    currentTarget.value = '';
  };

  return (
    <div className={classes.wrap}>
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
        {sending ? (
          <div className={classes.sending} role="status">
            <span>
              Sending {sending.done} of {sending.count} files, {formatBytes(sending.sentBytes)} of{' '}
              {formatBytes(sending.totalBytes)}
            </span>
            <ProgressBar
              fraction={sending.totalBytes ? sending.sentBytes / sending.totalBytes : 1}
              label="Bytes sent"
            />
          </div>
        ) : (
          <>
            <span>
              {isFirst
                ? 'Drop FITS files or a folder here. Those that cannot be read are listed with the reason; the rest go on.'
                : 'Drop more files to make the next version: this one’s samples plus the new ones.'}
            </span>
            <div className={classes.buttons}>
              <Button
                variant={isFirst ? 'filled' : 'default'}
                size="xs"
                leftSection={<IconUpload size={14} aria-hidden />}
                disabled={disabled}
                onClick={() => files.current?.click()}
              >
                Choose files
              </Button>
              <Button
                variant="default"
                size="xs"
                leftSection={<IconFolder size={14} aria-hidden />}
                disabled={disabled}
                onClick={() => folder.current?.click()}
              >
                Choose a folder
              </Button>
            </div>
          </>
        )}
        <input ref={files} type="file" multiple hidden aria-label="FITS files" onChange={onChosen} />
        <input ref={folder} type="file" hidden aria-label="Folder" onChange={onChosen} />
      </div>
      {problem && <ErrorState message={problem} />}
    </div>
  );
}
