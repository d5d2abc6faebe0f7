'use client';

import { ActionIcon, Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { Dialog } from '../../ui/Dialog.tsx';
import { useSession } from '../session/session.tsx';
import classes from './KeptComparisons.module.css';
import { DELETE_COMPARISON } from './keptDocuments.ts';
import { RenameComparison } from './RenameComparison.tsx';

export interface Kept {
  id: string;
  title: string;
  text: string;
  experiments: readonly { id: string }[];
}

interface KeptActionsProps {
  comparison: Kept;
  /** Told when it has another title or text, or is gone. */
  onChange: (what: 'renamed' | 'deleted') => void;
}

/** For editors and owners: gives a kept comparison another title and text, or deletes it once that is confirmed. */
export function KeptActions({ comparison, onChange }: KeptActionsProps) {
  const { workspace } = useSession();
  const [open, setOpen] = useState<'rename' | 'delete' | null>(null);
  const [{ fetching }, remove] = useMutation(DELETE_COMPARISON);
  const { id, title } = comparison;
  if (workspace.role === 'VIEWER') return null;
  const close = () => setOpen(null);
  const forget = async () => {
    const { data, error } = await remove({ id });
    const failure = error?.message ?? data?.deleteComparison.problems[0]?.message;
    close();
    if (failure !== undefined) notifications.show({ color: 'red', message: failure });
    else onChange('deleted');
  };
  return (
    <>
      <Menu position="bottom-end" width={160}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={36} aria-label={`More for ${title}`}>
            <IconDots size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setOpen('rename')}>
            Rename
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setOpen('delete')}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Dialog title="Rename the comparison" isOpen={open === 'rename'} onClose={close}>
        <RenameComparison
          comparison={comparison}
          onDone={() => {
            close();
            onChange('renamed');
          }}
        />
      </Dialog>
      <Dialog title={`Delete “${title}”?`} isOpen={open === 'delete'} onClose={close}>
        <p className={classes.ask}>
          Its title, its text and its public links are gone for everybody. The experiments stay.
        </p>
        <div className={classes.answers}>
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button
            variant="default"
            className={classes.forget}
            loading={fetching}
            onClick={() => void forget()}
          >
            Delete
          </Button>
        </div>
      </Dialog>
    </>
  );
}
