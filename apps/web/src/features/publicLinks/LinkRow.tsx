import { ActionIcon, Button, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { Day } from '../../ui/Day.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import type { MadeLink } from './publicLinkDocuments.ts';
import classes from './Share.module.css';

/** A link that works: its address, who made it and until when, and the way to end it. */
export function LinkRow({ link, onRevoke }: { link: MadeLink; onRevoke: () => void }) {
  const { url, subject, createdBy, createdAt, expiresAt } = link;
  const [isAsked, setAsked] = useState(false);
  return (
    <li className={classes.link}>
      {'title' in subject && <strong className={classes.subject}>{subject.title}</strong>}
      <span className={classes.address}>
        <a href={url} target="_blank" rel="noreferrer" title={url}>
          <code>{url}</code>
        </a>
        <CopyButton value={url}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? 'Copied' : 'Copy the link'}>
              <ActionIcon variant="subtle" aria-label={copied ? 'Copied' : 'Copy the link'} onClick={copy}>
                {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </span>
      <span className={classes.facts}>
        {createdBy ? `${createdBy.name}, ` : ''}
        <TimeAgo at={createdAt} />
        {expiresAt && (
          <>
            {' '}
            · until <Day at={expiresAt} />
          </>
        )}
      </span>
      {isAsked ? (
        <span className={classes.asked}>
          <span>It stops working at once.</span>
          <Button size="xs" color="red" variant="light" autoFocus onClick={onRevoke}>
            Revoke the link
          </Button>
          <Button size="xs" variant="default" onClick={() => setAsked(false)}>
            Keep it
          </Button>
        </span>
      ) : (
        <Button className={classes.revoke} size="xs" variant="default" onClick={() => setAsked(true)}>
          Revoke
        </Button>
      )}
    </li>
  );
}
