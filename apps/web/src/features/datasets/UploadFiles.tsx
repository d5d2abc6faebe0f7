'use client';

import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../gql/index.ts';
import { formatBytes } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { useSession } from '../session/session.tsx';
import { droppedFiles } from './droppedFiles.ts';
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
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [sending, setSending] = useState<Sending | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [, addFiles] = useMutation(ADD_FILES);

  const take = async (files: readonly File[]) => {
    if (files.length === 0) return;
    setProblem(null);
    try {
      const uploadIds = await sendFiles(
        files,
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
            <Button
              variant={isFirst ? 'filled' : 'default'}
              size="xs"
              leftSection={<IconUpload size={14} />}
              disabled={disabled}
              onClick={() => input.current?.click()}
            >
              Choose files
            </Button>
          </>
        )}
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label="FITS files"
          onChange={(event) => {
            void take([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
      </div>
      {problem && <ErrorState message={problem} />}
    </div>
  );
}
