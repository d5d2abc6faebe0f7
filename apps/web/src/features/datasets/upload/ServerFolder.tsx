'use client';

import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../../gql/index.ts';
import type { ImportWish } from './importOptions.ts';
import classes from './ServerFolder.module.css';

const ADD_FOLDER = graphql(`
  mutation AddServerFolder($input: AddFilesInput!) {
    addFiles(input: $input) {
      version {
        id
      }
      problems {
        message
      }
    }
  }
`);

interface ServerFolderProps {
  datasetId: string;
  wish: ImportWish;
  /** Because the options cannot be read, or a version is being imported. */
  disabled: boolean;
  onAdded: () => void;
}

/** Has the files of a folder read where they lie on the server, instead of sending them. */
export function ServerFolder({ datasetId, wish, disabled, onAdded }: ServerFolderProps) {
  const [path, setPath] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, addFolder] = useMutation(ADD_FOLDER);
  const read = async () => {
    setProblem(null);
    const { data, error } = await addFolder({ input: { datasetId, serverFolder: path.trim(), ...wish } });
    const found = error?.message ?? data?.addFiles.problems[0]?.message ?? null;
    setProblem(found);
    if (found !== null) return;
    setPath('');
    onAdded();
  };
  return (
    <div className={classes.folder}>
      <TextInput
        size="xs"
        className={classes.path}
        classNames={{ input: 'number' }}
        label="Folder on the server"
        description="Its whole path; with the folders in it. Nothing is sent."
        value={path}
        error={problem}
        onChange={(event) => {
          setPath(event.currentTarget.value);
          setProblem(null);
        }}
      />
      <Button
        size="xs"
        variant="default"
        loading={fetching}
        disabled={disabled || path.trim() === ''}
        onClick={() => void read()}
      >
        Read the folder
      </Button>
    </div>
  );
}
