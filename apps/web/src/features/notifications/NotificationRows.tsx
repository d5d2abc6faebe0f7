'use client';

import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { PageLink } from '../../ui/PageLink.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import { Disc } from '../presence/Disc.tsx';
import { useSession } from '../session/session.tsx';
import classes from './NotificationRows.module.css';
import type { Told } from './notificationDocuments.ts';
import { notificationPath } from './notificationPath.ts';

interface NotificationRowsProps {
  rows: readonly Told[];
  onRead: (id: string) => void;
  /** One was followed to its page. */
  onFollow?: () => void;
}

/** What one was told: by whom, what and when, each a link to its page; those that were not read stand out. */
export function NotificationRows({ rows, onRead, onFollow }: NotificationRowsProps) {
  const { workspace: here } = useSession();
  return (
    <ul className={classes.rows}>
      {rows.map((row) => {
        const { id, at, sentence, isRead, actor, workspace } = row;
        return (
          <li key={id} className={classes.row} data-unread={!isRead}>
            {actor ? <Disc user={actor} /> : <span className={classes.nobody} aria-hidden />}
            <PageLink
              href={notificationPath(row)}
              className={classes.sentence}
              onClick={() => {
                if (!isRead) onRead(id);
                onFollow?.();
              }}
            >
              {!isRead && <span className={classes.hidden}>Not read: </span>}
              {sentence}
              <span className={classes.when}>
                <TimeAgo at={at} />
                {workspace.id !== here.id && `, ${workspace.name}`}
              </span>
            </PageLink>
            {isRead ? (
              <span />
            ) : (
              <Tooltip label="Mark as read">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={24}
                  aria-label={`Mark as read: ${sentence}`}
                  onClick={() => onRead(id)}
                >
                  <IconCheck size={15} stroke={1.6} />
                </ActionIcon>
              </Tooltip>
            )}
          </li>
        );
      })}
    </ul>
  );
}
