'use client';

import { Button, TextInput } from '@mantine/core';
import { IconHistory, IconTag } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './History.module.css';

// As the API takes.
const MOST_LETTERS = 120;

interface VersionActionsProps {
  version: { number: number; name?: string | null };
  /** Whether it is the one that everybody sees already. */
  isNewest: boolean;
  isBusy: boolean;
  onRestore: () => void;
  /** When a name is begun: what comes meanwhile must not take its place. */
  onHold: () => void;
  onName: (name: string) => void;
}

/** What can be done with a version: give it a name, or make it the text again. */
export function VersionActions({
  version,
  isNewest,
  isBusy,
  onRestore,
  onHold,
  onName,
}: VersionActionsProps) {
  const [typed, setTyped] = useState<string | null>(null);
  if (typed !== null)
    return (
      <form
        className={classes.naming}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() === '') return;
          onName(typed.trim());
          setTyped(null);
        }}
      >
        <TextInput
          aria-label={`Name of version ${version.number}`}
          placeholder="Before the vote"
          size="xs"
          maxLength={MOST_LETTERS}
          data-autofocus
          ref={(field) => field?.focus()}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          onKeyDown={({ key }) => key === 'Escape' && setTyped(null)}
        />
        <Button type="submit" size="xs" disabled={typed.trim() === ''}>
          Keep the name
        </Button>
        <Button size="xs" variant="default" onClick={() => setTyped(null)}>
          Cancel
        </Button>
      </form>
    );
  return (
    <div className={classes.actions}>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTag size={14} aria-hidden />}
        onClick={() => {
          onHold();
          setTyped(version.name ?? '');
        }}
      >
        {version.name ? 'Rename' : 'Name it'}
      </Button>
      {!isNewest && (
        <Button
          size="xs"
          loading={isBusy}
          leftSection={<IconHistory size={14} aria-hidden />}
          onClick={onRestore}
        >
          Restore
        </Button>
      )}
    </div>
  );
}
