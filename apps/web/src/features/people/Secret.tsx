import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import classes from './People.module.css';

/** Something that is shown once: what it is, and a button that copies it. */
export function Secret({ label, value }: { label: string; value: string }) {
  return (
    <div className={classes.secret} role="status">
      <span>{label}</span>
      <span className={classes.secretValue}>
        <code>{value}</code>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <ActionIcon variant="subtle" aria-label={copied ? 'Copied' : 'Copy'} onClick={copy}>
              {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            </ActionIcon>
          )}
        </CopyButton>
      </span>
    </div>
  );
}
