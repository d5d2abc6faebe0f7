'use client';

import { ActionIcon, Popover } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useSubscription } from 'urql';
import type { BellSubscription } from '../../gql/graphql.ts';
import { Notices } from '../notices/Notices.tsx';
import { useNoticesChoice } from '../notices/useNoticesChoice.ts';
import { useTell } from '../notices/useTell.tsx';
import { NotificationList } from './NotificationList.tsx';
import classes from './Notifications.module.css';
import { BELL } from './notificationDocuments.ts';
import { notificationPath } from './notificationPath.ts';

// A bell is no place for more digits.
const MOST_SHOWN = 99;

/** How much waits to be read, as it comes; pressed, what that is. */
export function Bell() {
  const [isOpen, setOpen] = useState(false);
  const notices = useNoticesChoice();
  const { unread, newestId } = useUnread(notices.isOn);
  const label = unread === 0 ? 'Notifications' : `Notifications: ${unread} not read`;
  return (
    <>
      {notices.isOn && <Notices />}
      <Popover position="bottom-end" width={360} opened={isOpen} onChange={setOpen} trapFocus returnFocus>
        <Popover.Target>
          <ActionIcon
            className={classes.bell}
            variant="subtle"
            color="gray"
            aria-label={label}
            title={label}
            onClick={() => setOpen(!isOpen)}
          >
            <IconBell size={18} stroke={1.6} />
            {unread > 0 && (
              <span className={`number ${classes.count}`} aria-hidden>
                {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
              </span>
            )}
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown className={classes.card} aria-label="Notifications">
          <NotificationList
            unread={unread}
            newestId={newestId}
            notices={notices}
            onFollow={() => setOpen(false)}
          />
        </Popover.Dropdown>
      </Popover>
    </>
  );
}

/** How many wait, and the newest of all; what comes from now on is told, if that is wanted. */
function useUnread(isTold: boolean): { unread: number; newestId: string | null } {
  const tell = useTell();
  const told = useRef<string | null | undefined>(undefined);
  const hear = ({ notifications: { notifications } }: BellSubscription) => {
    const newest = notifications?.edges[0]?.node ?? null;
    const isNews = told.current !== undefined && newest !== null && newest.id !== told.current;
    told.current = newest?.id ?? null;
    if (isNews && isTold && !newest.isRead)
      tell({ title: newest.sentence, text: newest.workspace.name, path: notificationPath(newest) });
  };
  const [{ data }] = useSubscription({ query: BELL }, (_before, answer) => {
    hear(answer);
    return answer;
  });
  return {
    unread: data?.notifications.unreadNotifications ?? 0,
    newestId: data?.notifications.notifications?.edges[0]?.node.id ?? null,
  };
}
